"""The update of generated files: what is added, what changes, and what a person wrote."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sphinx_pubs.fetch.base import FetchError
from sphinx_pubs.fetch.changes import as_json, as_text
from sphinx_pubs.fetch.files import write_files
from sphinx_pubs.fetch.review import accept, reject
from sphinx_pubs.model.records import Publication
from sphinx_pubs.readers.load import load_file

from .lab import MASK, MASK_PREPRINT, RESNET, Lab, kinds, records


@pytest.fixture(params=[".yaml", ".bib"])
def lab(tmp_path: Path, request: pytest.FixtureRequest) -> Lab:
    return Lab(tmp_path, request.param)


def test_new_works_are_written_and_a_second_update_changes_no_byte(lab: Lab) -> None:
    outcome = lab.update(RESNET, MASK)
    assert kinds(outcome) == ["added", "added"]
    assert outcome.status == 1
    assert lab.keys() == ["he2016deep", "he2017mask"]
    before = lab.state()
    again = lab.update(RESNET, MASK)
    assert (again.status, again.changes, again.unchanged) == (0, [], 2)
    assert lab.state() == before


def test_what_is_written_reads_back_without_a_problem(lab: Lab) -> None:
    lab.update(RESNET, MASK)
    result = load_file(str(lab.auto))
    assert result.problems == ()
    [resnet, mask] = [record for record in result.records if isinstance(record, Publication)]
    [fetched, _] = records(RESNET + MASK, lab.folder)
    assert resnet.title == fetched.title
    assert [who.name for who in resnet.contributors] == [who.name for who in fetched.contributors]
    assert {(each.scheme, each.value) for each in resnet.identifiers} == {
        ("doi", "10.1109/CVPR.2016.90"), ("arxiv", "1512.03385"),
    }  # fmt: skip
    assert mask.title == ("Mask R-CNN",)


def test_a_changed_value_upstream_changes_its_line_only(lab: Lab) -> None:
    lab.update(RESNET, MASK)
    before = lab.auto.read_text(encoding="utf-8").splitlines()
    outcome = lab.update(RESNET.replace("770--778", "1--9"), MASK)
    after = lab.auto.read_text(encoding="utf-8").splitlines()
    assert kinds(outcome) == ["changed"]
    differing = [new for old, new in zip(before, after, strict=True) if old != new]
    assert len(differing) == 1
    assert "pages" in differing[0]


def test_a_new_field_upstream_is_added_in_its_place(lab: Lab) -> None:
    lab.update(RESNET.replace("pages = {770--778}, ", ""), MASK)
    outcome = lab.update(RESNET, MASK)
    [change] = outcome.changes
    assert (change.kind, change.field, change.old) == ("changed", "pages", None)
    text = lab.auto.read_text(encoding="utf-8")
    assert text.index("pages") < text.index("he2017mask")


def test_an_edit_in_the_generated_file_survives_and_is_reported_once(lab: Lab) -> None:
    lab.update(RESNET, MASK)
    lab.edit("Deep Residual Learning for Image Recognition", "Deep residual learning (ours)")
    edited = lab.auto.read_bytes()
    first = lab.update(RESNET, MASK)
    assert [(change.kind, change.field) for change in first.changes] == [("kept", "title")]
    assert lab.auto.read_bytes() == edited
    assert lab.update(RESNET, MASK).changes == []
    # Upstream changes the same field: the edit is kept, and the new value reported once.
    changed = RESNET.replace("Deep Residual", "Very Deep Residual")
    both = lab.update(changed, MASK)
    assert [(change.kind, change.field) for change in both.changes] == [("kept", "title")]
    assert "Very Deep" in str(both.changes[0].new)
    assert lab.auto.read_bytes() == edited
    assert lab.update(changed, MASK).changes == []


def test_a_field_that_a_person_removed_does_not_come_back(lab: Lab) -> None:
    lab.update(RESNET)
    lines = lab.auto.read_text(encoding="utf-8").splitlines(keepends=True)
    lab.auto.write_text("".join(line for line in lines if "pages" not in line), encoding="utf-8")
    edited = lab.auto.read_bytes()
    assert kinds(lab.update(RESNET)) == ["kept"]
    lab.update(RESNET.replace("770--778", "1--9"))
    assert lab.auto.read_bytes() == edited


def test_fields_and_comments_of_a_person_stay(lab: Lab) -> None:
    lab.update(RESNET, MASK)
    is_yaml = lab.auto.suffix == ".yaml"
    mine = "  award: CVPR Best Paper Award # checked\n" if is_yaml else "  award = {CVPR Best Paper Award},\n"
    lines = lab.auto.read_text(encoding="utf-8").splitlines(keepends=True)
    first = next(index for index, line in enumerate(lines) if "he2016deep" in line)
    lines.insert(first + 1, mine)
    lab.auto.write_text("".join(lines) + "# the end\n", encoding="utf-8")
    lab.update(RESNET.replace("770--778", "1--9"), MASK)
    text = lab.auto.read_text(encoding="utf-8")
    assert mine in text
    assert text.endswith("# the end\n")
    [resnet, _] = load_file(str(lab.auto)).records
    assert isinstance(resnet, Publication)
    assert [award.title for award in resnet.awards] == [("CVPR Best Paper Award",)]
    assert resnet.venues[0].pages == "1–9"


BARE = """@misc{plos, title = {PLoS ONE: Background, future development}, year = {2009}}
"""


def test_a_work_without_author_and_identifier_is_added_once(lab: Lab) -> None:
    lab.update(BARE)
    again = lab.update(BARE)
    assert (again.status, again.changes, again.unchanged) == (0, [], 1)


def test_works_without_authors_but_with_different_identifiers_are_different(lab: Lab) -> None:
    one, other = (BARE.replace("year", f"doi = {{10.5555/{number}}}, year") for number in (1, 2))
    lab.update(one, other)
    assert len(lab.keys()) == 2
    assert lab.update(one, other).status == 0


@pytest.mark.parametrize("bibtex", [BARE, BARE.replace("year", "author = {Binfield, Peter}, year")])
def test_a_work_whose_title_a_person_changed_is_not_added_again(lab: Lab, bibtex: str) -> None:
    lab.update(bibtex)
    lab.edit("Background, future", "ours, future")
    assert kinds(lab.update(bibtex)) == ["kept"]
    assert lab.update(bibtex).status == 0


def test_a_renamed_key_stays_renamed(lab: Lab) -> None:
    lab.update(RESNET, MASK)
    lab.edit("he2016deep", "resnet")
    assert kinds(lab.update(RESNET, MASK)) == ["renamed"]
    assert lab.keys() == ["resnet", "he2017mask"]
    assert lab.update(RESNET, MASK).status == 0
    lab.update(RESNET.replace("770--778", "1--9"), MASK)
    assert lab.keys() == ["resnet", "he2017mask"]
    assert "1" in lab.auto.read_text(encoding="utf-8")


def test_exchanged_keys_stay_exchanged(lab: Lab) -> None:
    lab.update(RESNET, MASK)
    text = lab.auto.read_text(encoding="utf-8")
    for old, new in (("he2016deep", "x"), ("he2017mask", "he2016deep"), ("x", "he2017mask")):
        text = re.sub(rf"(key: |@inproceedings{{){old}\b", rf"\g<1>{new}", text)
    lab.auto.write_text(text, encoding="utf-8")
    assert kinds(lab.update(RESNET, MASK)) == ["renamed", "renamed"]
    assert lab.auto.read_text(encoding="utf-8") == text
    assert lab.update(RESNET, MASK).status == 0
    lab.update(RESNET.replace("770--778", "770--779"), MASK)
    changed = {record.key: record for record in load_file(str(lab.auto)).records}
    assert "Residual" in str(changed["he2017mask"].title)
    assert "779" in lab.auto.read_text(encoding="utf-8").partition("Residual")[2].partition("Mask")[0]


def test_the_key_of_a_removed_record_can_be_given_to_another(lab: Lab) -> None:
    lab.update(RESNET, MASK)
    text = lab.auto.read_text(encoding="utf-8")
    start = text.index("he2016deep")
    lab.auto.write_text(text[:start] + text[text.index("he2017mask") :], encoding="utf-8")
    lab.edit("he2017mask", "he2016deep")
    before = lab.auto.read_bytes()
    assert kinds(lab.update(RESNET, MASK)) == ["renamed", "removed"]
    assert lab.auto.read_bytes() == before
    assert lab.update(RESNET, MASK).status == 0


def test_no_other_work_gets_the_key_that_a_renamed_one_had(lab: Lab) -> None:
    lab.update(RESNET)
    lab.edit("he2016deep", "resnet")
    lab.update(RESNET)
    other = RESNET.replace("Image Recognition", "Everything").replace("10.1109/CVPR.2016.90", "10.5555/1")
    lab.update(RESNET, other.replace("1512.03385", "1512.00001"))
    assert lab.keys() == ["resnet", "he2016deepa"]


def test_a_rejected_record_whose_key_another_has_now_is_accepted_under_its_new_one(lab: Lab) -> None:
    lab.update(RESNET, MASK)
    write_files(lab.folder, reject(lab.folder, ["he2017mask"]).files)
    lab.edit("he2016deep", "he2017mask")
    write_files(lab.folder, accept(lab.folder, ["he2017maska"]).files)
    assert lab.keys() == ["he2017mask", "he2017maska"]


def test_a_key_never_changes_and_a_second_work_gets_a_suffix(lab: Lab) -> None:
    lab.update(RESNET)
    other = RESNET.replace("he2016deep", "he2016deep").replace("Image Recognition", "Everything")
    other = other.replace("10.1109/CVPR.2016.90", "10.5555/1").replace("1512.03385", "1512.00001")
    lab.update(other, RESNET.replace("year = {2016}", "year = {2015}"))
    assert lab.keys() == ["he2016deep", "he2016deepa"]


def test_a_removed_record_does_not_come_back(lab: Lab) -> None:
    lab.update(RESNET, MASK)
    document = lab.auto.read_text(encoding="utf-8")
    lab.auto.write_text(document[: document.index("he2017mask")].rpartition("\n")[0] + "\n", encoding="utf-8")
    edited = lab.auto.read_bytes()
    assert kinds(lab.update(RESNET, MASK)) == ["removed"]
    assert lab.auto.read_bytes() == edited
    assert lab.update(RESNET, MASK, MASK_PREPRINT).status == 0  # its preprint neither
    assert lab.keys() == ["he2016deep"]


def test_a_deleted_file_is_written_again_under_the_same_keys(lab: Lab) -> None:
    lab.update(RESNET, MASK)
    lab.edit("he2016deep", "resnet")
    lab.update(RESNET, MASK)
    lab.auto.unlink()
    lab.update(RESNET, MASK)
    assert sorted(lab.keys()) == ["he2017mask", "resnet"]


def test_a_lost_lock_changes_no_edit(lab: Lab) -> None:
    lab.update(RESNET, MASK)
    lab.edit("Deep Residual Learning for Image Recognition", "Deep residual learning (ours)")
    edited = lab.auto.read_bytes()
    lab.lock.unlink()
    lab.update(RESNET, MASK)
    assert lab.auto.read_bytes() == edited
    assert lab.update(RESNET, MASK).status == 0


def test_a_preprint_that_became_a_paper_keeps_its_key(lab: Lab) -> None:
    lab.update(MASK_PREPRINT)
    assert lab.keys() == ["he2017maskpre"]
    lab.update(MASK_PREPRINT, MASK)
    assert lab.keys() == ["he2017maskpre"]
    [record] = load_file(str(lab.auto)).records
    assert isinstance(record, Publication)
    assert record.kind == "inproceedings"
    assert {each.scheme for each in record.identifiers} == {"doi", "arxiv"}
    assert lab.update(MASK_PREPRINT, MASK).status == 0


def test_a_work_in_a_hand_kept_file_is_left_to_it(lab: Lab) -> None:
    lab.write("data/papers.bib", MASK.replace("he2017mask", "maskrcnn"))
    outcome = lab.update(RESNET, MASK)
    assert lab.keys() == ["he2016deep"]
    assert outcome.by_hand == 1


def test_a_damaged_hand_kept_file_is_a_warning(lab: Lab) -> None:
    lab.write("data/papers.yaml", "publications:\n  maskrcnn: [\n")
    outcome = lab.update(MASK)
    assert lab.keys() == ["he2017mask"]
    (warning,) = outcome.warnings
    assert "papers.yaml:" in warning
    assert "its papers may be added again" in warning


def test_other_files_in_the_folder_of_data_are_no_warning(lab: Lab) -> None:
    lab.write("data/menu.yaml", "- Home\n- 3\n")
    lab.write("data/people.yaml", "jane-doe:\n  name: Jane Doe\n")
    lab.write("data/same.bib", MASK + MASK)
    lab.write("data/notes.txt", "Notes\n")
    (lab.folder / "data/photo.png").write_bytes(b"\x89PNG\r\n\x1a\n\x00\xff")
    assert lab.update(RESNET).warnings == []


def test_a_record_moved_to_a_hand_kept_file_is_left_to_it(lab: Lab) -> None:
    lab.update(RESNET, MASK)
    lab.write("data/papers.bib", MASK)
    document = lab.auto.read_text(encoding="utf-8")
    lab.auto.write_text(document[: document.index("he2017mask")].rpartition("\n")[0] + "\n", encoding="utf-8")
    outcome = lab.update(RESNET, MASK)
    assert kinds(outcome) == ["taken over"]
    assert outcome.by_hand == 1
    assert lab.update(RESNET, MASK).status == 0
    assert lab.keys() == ["he2016deep"]


def test_a_hand_kept_overlay_does_not_keep_the_record_away(lab: Lab) -> None:
    lab.write("data/papers.yaml", "- doi: 10.1109/ICCV.2017.322\n  award: Marr Prize\n")
    lab.update(MASK)
    assert lab.keys() == ["he2017mask"]
    assert lab.update(MASK).status == 0


def test_excluded_works_are_not_added(lab: Lab) -> None:
    toml = (lab.folder / "pubs.toml").read_text(encoding="utf-8")
    lab.write("pubs.toml", 'exclude = ["https://doi.org/10.1109/cvpr.2016.90", "mask r-cnn"]\n' + toml)
    assert lab.update(RESNET, MASK).changes == []


def test_an_excluded_work_that_is_in_the_file_stays_and_is_not_gone(lab: Lab) -> None:
    lab.update(RESNET, MASK)
    toml = (lab.folder / "pubs.toml").read_text(encoding="utf-8")
    lab.write("pubs.toml", f'exclude = ["10.1109/ICCV.2017.322"]\n{toml}')
    assert kinds(lab.update(RESNET, MASK)) == []
    assert lab.keys() == ["he2016deep", "he2017mask"]


def test_a_link_to_a_generated_file_stays_a_link(lab: Lab) -> None:
    lab.update(RESNET)
    target = lab.auto.with_name(f"real{lab.auto.suffix}")
    lab.auto.rename(target)
    lab.auto.symlink_to(target.name)
    lab.update(RESNET, MASK)
    assert lab.auto.is_symlink()
    assert b"he2017mask" in target.read_bytes()


def test_what_is_gone_upstream_is_reported_once_and_kept(lab: Lab) -> None:
    lab.update(RESNET, MASK)
    before = lab.auto.read_bytes()
    assert kinds(lab.update(RESNET)) == ["gone"]
    assert lab.update(RESNET).status == 0
    assert lab.auto.read_bytes() == before
    lab.update(RESNET, MASK)
    assert kinds(lab.update(RESNET)) == ["gone"]


def test_a_failed_source_loses_nothing(lab: Lab) -> None:
    lab.update(RESNET, MASK)
    before = lab.state()
    lab.update(complete=False)
    assert lab.state() == before


def test_a_missing_service_does_not_replace_its_fields(lab: Lab) -> None:
    lab.update(RESNET)
    before = lab.state()
    poor = RESNET.replace("Deep Residual Learning", "DEEP RESIDUAL LEARNING")
    lab.update(poor, provider="orcid", complete=False)
    assert lab.state() == before


def test_a_damaged_generated_file_is_not_written(lab: Lab) -> None:
    lab.update(RESNET, MASK)
    damaged = lab.auto.read_bytes().replace(b"he2017mask", b'he2017mask\n<<<<<<< HEAD\n\t"{[', 1)
    lab.auto.write_bytes(damaged)
    before = lab.state()
    outcome = lab.update(RESNET.replace("770--778", "1--9"), MASK)
    assert outcome.status == 2
    assert "papers.auto" in outcome.errors[0]
    assert lab.state() == before


def test_a_lock_with_a_merge_conflict_ends_the_update(lab: Lab) -> None:
    lab.update(RESNET)
    lab.lock.write_text("<<<<<<< HEAD\n" + lab.lock.read_text(encoding="utf-8"), encoding="utf-8")
    with pytest.raises(FetchError, match=r"pubs\.lock\.json is not valid JSON"):
        lab.update(RESNET)


def test_windows_line_ends_and_a_byte_order_mark_stay(lab: Lab) -> None:
    lab.update(RESNET, MASK)
    data = b"\xef\xbb\xbf" + lab.auto.read_bytes().replace(b"\n", b"\r\n")
    lab.auto.write_bytes(data)
    assert lab.update(RESNET, MASK).changes == []
    assert lab.auto.read_bytes() == data
    lab.update(RESNET.replace("770--778", "1--9"), MASK)
    changed = lab.auto.read_bytes()
    assert changed.startswith(b"\xef\xbb\xbf")
    assert changed.count(b"\n") == changed.count(b"\r\n") == data.count(b"\n")


def test_the_empty_file_of_a_new_site_is_filled_and_emptied_again(tmp_path: Path) -> None:
    lab = Lab(tmp_path)
    lab.write("data/papers.auto.yaml", "# made by init\npublications: {}\n")
    assert lab.update().files == {}
    lab.update(RESNET)
    assert lab.keys() == ["he2016deep"]
    assert lab.auto.read_text(encoding="utf-8").startswith(
        "# made by init\npublications:\n- key: he2016deep\n"
    )
    write_files(lab.folder, reject(lab.folder, ["he2016deep"]).files)
    assert lab.auto.read_text(encoding="utf-8") == "# made by init\npublications: {}\n"
    assert load_file(str(lab.auto)).problems == ()


def test_the_report_as_text_and_as_json(lab: Lab) -> None:
    outcome = lab.update(RESNET)
    lines = list(as_text(outcome))
    assert lines[1] == "  + he2016deep: Deep Residual Learning for Image Recognition (crossref)"
    assert lines[-1] == "1 added, 0 unchanged"
    assert '"kind": "added"' in "\n".join(as_json(outcome))


# --- review ---


@pytest.fixture
def users(tmp_path: Path) -> Lab:
    """A lab that looks for works that cite its own."""
    lab = Lab(tmp_path)
    lab.write(
        "pubs.toml",
        '[[source]]\nprovider = "cites"\nid = "10.1109/CVPR.2016.90"\ninto = "data/users.auto.yaml"\n',
    )
    lab.source = "cites 10.1109/CVPR.2016.90"
    lab.auto = lab.folder / "data/users.auto.yaml"
    return lab


def test_citing_works_wait_in_the_inbox(users: Lab) -> None:
    outcome = users.update(MASK)
    inbox = users.folder / "data/users.inbox.yaml"
    assert [record.key for record in load_file(str(inbox)).records] == ["he2017mask"]
    assert not users.auto.exists()
    assert outcome.waiting == 1
    assert users.update(MASK).status == 0


def test_an_accepted_work_moves_with_its_edits(users: Lab) -> None:
    users.update(MASK, RESNET)
    inbox = users.folder / "data/users.inbox.yaml"
    inbox.write_text(
        inbox.read_text(encoding="utf-8").replace(
            '  title: "Mask R-CNN"\n', "  title: Mask RCNN\n  tags: [vision]\n"
        )
        if 'title: "Mask' in inbox.read_text(encoding="utf-8")
        else inbox.read_text(encoding="utf-8").replace(
            "  title: Mask R-CNN\n", "  title: Mask RCNN\n  tags: [vision]\n"
        ),
        encoding="utf-8",
    )
    outcome = accept(users.folder, ["he2017mask"])
    write_files(users.folder, outcome.files)
    assert users.keys() == ["he2017mask"]
    assert "tags: [vision]" in users.auto.read_text(encoding="utf-8")
    assert [record.key for record in load_file(str(inbox)).records] == ["he2016deep"]
    users.update(MASK, RESNET)
    assert users.update(MASK, RESNET).status == 0
    assert users.keys() == ["he2017mask"]


def test_a_rejection_lasts(users: Lab) -> None:
    users.update(MASK, RESNET)
    write_files(users.folder, reject(users.folder, ["he2017mask"]).files)
    inbox = users.folder / "data/users.inbox.yaml"
    assert [record.key for record in load_file(str(inbox)).records] == ["he2016deep"]
    assert users.update(MASK, RESNET).status == 0
    assert users.update(MASK, RESNET, MASK_PREPRINT).status == 0
    # A mind may change.
    write_files(users.folder, accept(users.folder, ["he2017mask"]).files)
    assert users.keys() == ["he2017mask"]


def test_a_record_deleted_from_the_inbox_is_rejected(users: Lab) -> None:
    users.update(MASK)
    inbox = users.folder / "data/users.inbox.yaml"
    inbox.write_text("publications:\n", encoding="utf-8")
    users.update(MASK)
    assert load_file(str(inbox)).records == ()
    assert users.update(MASK).status == 0


def test_own_works_do_not_wait_for_review(users: Lab) -> None:
    users.write("data/own.bib", MASK)
    assert users.update(MASK).changes == []


def test_a_preprint_and_its_paper_wait_once(users: Lab) -> None:
    assert kinds(users.update(MASK_PREPRINT, MASK)) == ["added"]


def test_unknown_keys_are_errors_with_a_hint(users: Lab) -> None:
    users.update(MASK)
    outcome = accept(users.folder, ["he2017maks"])
    assert outcome.errors == ["unknown key 'he2017maks'; did you mean 'he2017mask'?"]
    assert outcome.status == 2
    assert outcome.files == {}


# --- whatever a person writes ---

_EDITS = st.lists(
    st.tuples(st.integers(0, 40), st.sampled_from(["drop", "comment", "change", "blank", "indent"])),
    max_size=6,
)


@given(edits=_EDITS)
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_line_that_a_person_touched_changes(
    tmp_path_factory: pytest.TempPathFactory, edits: list[tuple[int, str]]
) -> None:
    for suffix in (".yaml", ".bib"):
        lab = Lab(tmp_path_factory.mktemp("lab"), suffix)
        lab.update(RESNET, MASK)
        written = lab.auto.read_text(encoding="utf-8").splitlines(keepends=True)
        lines = list(written)
        for index, edit in edits:
            _edit(lines, index % len(lines), edit)
        lab.auto.write_text("".join(lines), encoding="utf-8")
        # A value that is only indented anew may be updated.
        fetched = {line.strip() for line in written}
        own = [line for line in lines if line.strip() and line.strip() not in fetched]
        lab.update(
            RESNET.replace("770--778", "1--9").replace("Learning", "Teaching"), MASK.replace("2017", "2018")
        )
        after = lab.auto.read_text(encoding="utf-8").splitlines(keepends=True)
        for line in own:
            assert after.count(line) >= own.count(line), line


def _edit(lines: list[str], index: int, edit: str) -> None:
    line = lines[index]
    match edit:
        case "drop":
            del lines[index]
            if not lines:
                lines.append("\n")
        case "comment":
            lines.insert(index, "# mine\n")
        case "blank":
            lines.insert(index, "\n")
        case "indent":
            lines[index] = f"  {line}"
        case "change":
            lines[index] = line.replace("e", "E").replace("7", "8")
