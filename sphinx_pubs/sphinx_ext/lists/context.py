"""The render context of a page: its language, and how its entries link to other pages, files and sites."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING

from docutils import nodes
from sphinx import addnodes

from ...model.library import Library
from ...model.links import safe_url
from ...model.records import Image
from ...model.venue_styles import parse_venue_styles
from ...render.context import RenderContext, no_list
from ...render.elements import Element, Node, to_nodes
from ..assets import is_interactive
from ..i18n import Translations, babel_locale
from ..nodes import pubs_picture
from ..site_files import file_address
from ..state import BuildState, ObjectKey, state_of
from .files import is_local, page_of
from .pictures import can_show
from .works import address_of_works

if TYPE_CHECKING:
    from sphinx.builders import Builder
    from sphinx.environment import BuildEnvironment

#: The width of pictures on paper and in books, as in print from a browser.
PICTURE_WIDTH = "2.5cm"


def page_context(
    env: BuildEnvironment,
    docname: str,
    library: Library,
    *,
    images: Mapping[str, nodes.image],
    files: Mapping[str, str],
    highlighted: Collection[str] = (),
    icons: Mapping[str, str] | None = None,
    translations: Translations | None = None,
) -> RenderContext:
    """Return the context for records of ``library`` on the page ``docname``.

    :param images: the nodes of the images that Sphinx has collected for the page, by the path in the data.
    :param files: the files that its records link to, as paths in the source folder, by the path in the data.
    :param highlighted: the keys of people.
    :param icons: the names of the site's own icons by link kind; None where links have no icons.
    :param translations: gets the translations that are asked for.
    """
    state = state_of(env)
    is_for_browser = is_interactive(state.builder)

    def link(url: str, children: Sequence[Node]) -> Node:
        if url in files:
            # A docutils node, so that it is not cached: its address depends on the page.
            address = file_address(state.builder, env.docname, files[url])
            if not address:
                return nodes.inline("", "", *to_nodes(children))
            return nodes.reference("", "", *to_nodes(children), refuri=address, internal=is_local(address))
        if not is_local(url):
            # Readers reject unsafe URLs already. All links are made here, so none can bypass this check.
            if not safe_url(url):
                return Element("inline", children)
            return Element("reference", children, refuri=url, internal=False)
        if page_of(url) in env.found_docs and page_of(url) != docname:
            return _page_link(state.builder, docname, page_of(url), children)
        # A docutils node, so that it is not cached: whether it is a link depends on the pages of the site.
        return nodes.inline("", "", *to_nodes(children))

    def refer(key: str, children: Sequence[Node]) -> Node:
        if ObjectKey("publication", key) not in state.targets.locations:
            return Element("inline", children)
        return _pending("pubs", "ref", key, docname, children)

    def image(picture: Image) -> nodes.image | None:
        node = images.get(picture.path)
        return _picture(node, state, is_for_browser=is_for_browser) if node is not None else None

    def citing(key: str) -> dict[str, Node]:
        pages = state.citing.get(key, {})
        return {page: _pending("std", "doc", f"/{page}", docname, [title]) for page, title in pages.items()}

    return RenderContext(
        translate=(Translations() if translations is None else translations).__getitem__,
        locale=babel_locale(env.config.language),
        people=library.people.by_key,
        highlighted=frozenset(highlighted),
        publications=library.publications,
        link=link,
        address=partial(_address, env=env, docname=docname, files=files),
        refer=refer,
        image=image,
        works=partial(address_of_works, state=state, docname=docname) if is_for_browser else no_list,
        citing=citing,
        export=state.config.export,
        browser=is_for_browser,
        max_authors=state.config.max_authors,
        icons=icons,
        mathml=is_for_browser and state.config.math == "mathml",
        title_link=state.config.title_link,
        venues=parse_venue_styles(state.config.venues),
        isolates=state.builder.format == "html",
    )


def _picture(node: nodes.image, state: BuildState, *, is_for_browser: bool) -> nodes.image | None:
    """Return the picture of an entry, if the builder shows its format.

    It has a width where our stylesheet does not set its size.
    """
    if not (is_for_browser or state.converts_images or can_show(state.builder, node["uri"])):
        return None
    copy = pubs_picture(**node.attributes) if is_for_browser else nodes.image(**node.attributes)
    del copy["pubs_path"]
    if not is_for_browser:
        copy["width"] = PICTURE_WIDTH
    return copy


def _address(url: str, *, env: BuildEnvironment, docname: str, files: Mapping[str, str]) -> str:
    builder = state_of(env).builder
    if url in files:
        return file_address(builder, docname, files[url])
    if not is_local(url):
        return url if safe_url(url) else ""
    page = page_of(url)
    return builder.get_relative_uri(docname, page) if page in env.found_docs else ""


def _page_link(builder: Builder, docname: str, page: str, children: Sequence[Node]) -> nodes.Element:
    """Return a link from ``docname`` to another page of the site."""
    if any(isinstance(child, Element) and child.name == "markup" for child in children):
        # Sphinx would leave the icon out.
        address = builder.get_relative_uri(docname, page)
        return nodes.reference("", "", *to_nodes(children), refuri=address, internal=True)
    return _pending("std", "doc", f"/{page}", docname, children)


def _pending(
    domain: str, role: str, target: str, docname: str, children: Sequence[Node]
) -> addnodes.pending_xref:
    return addnodes.pending_xref(
        "",
        nodes.inline("", "", *to_nodes(children)),
        refdomain=domain,
        reftype=role,
        reftarget=target,
        refdoc=docname,
        refexplicit=True,
        refwarn=True,
    )
