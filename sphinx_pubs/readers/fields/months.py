"""Month names in many languages -> month from 1 to 12. From the CLDR, by ``tools/months.py``."""

from __future__ import annotations

#: The full and short names of each month from January on, in lower case and without periods.
_NAMES = (
    (  # 1
        "ene enero gen gener gennaio ian ianuarie jaan jaanuar jan janeiro januar januari january január "
        "januára janv janvier janvāris janúar jän jänner led leden ledna oca ocak saus sausio sausis sij "
        "siječanj siječnja sty styczeń stycznia tammi tammikuu tammikuuta urt urtarrila xan xaneiro ιαν "
        "ιανουάριοσ ιανουαρίου січ січень січня янв январь января яну януари јан јануар ינואר يناير "
        "ژانویه มกราคม"
    ),
    (  # 2
        "feb febbraio febr febreiro febrer febrero februar februari februarie february február februára "
        "februāris febrúar fev fevereiro févr février helmi helmikuu helmikuuta lut lutego luty ots "
        "otsaila vas vasario vasaris veebr veebruar velj veljača veljače úno únor února şub şubat φεβ "
        "φεβρουάριοσ φεβρουαρίου лют лютий лютого феб фебруар фев февр февраль февраля февруари פברואר "
        "فبراير فوریه"
    ),
    (  # 3
        "bře březen března kov kovas kovo maalis maaliskuu maaliskuuta maart mac mar marca march marec "
        "maret mars mart martie marts martxoa marzec marzo març março mrt márc március mär märts märz "
        "ožu ožujak ožujka μάρ μάρτιοσ μαρ μαρτίου бер березень березня мар март марта מרץ مارس"
    ),
    (  # 4
        "abr abril api apirila apr april aprile aprilie aprill apríl apríla aprīlis avr avril bal "
        "balandis balandžio dub duben dubna huhti huhtikuu huhtikuuta kwi kwiecień kwietnia nis nisan "
        "tra travanj travnja ápr április απρ απρίλιοσ απριλίου апр апрель апреля април квіт квітень "
        "квітня אפריל آوریل أبريل เมย เมษายน"
    ),
    (  # 5
        "geg gegužė gegužės kvě květen května mag maggio mai maiatza maig maijs maio maj maja may mayo "
        "mayıs maí mei máj mája május svi svibanj svibnja touko toukokuu toukokuuta μάι μάιοσ май мая "
        "мај трав травень травня מאי مايو พฤษภาคม"
    ),
    (  # 6
        "birž birželio birželis cze czerwca czerwiec eka ekaina giu giugno haz haziran iun iunie juin "
        "jun june junho juni junij junio juny juuni jún júna június júní jūn jūnijs kesä kesäkuu "
        "kesäkuuta lipanj lipnja xuño červen června čvn ιουν ιουνίου ιούν ιούνιοσ июн июнь июня черв "
        "червень червня юни јун יוני يونيو ژوئن"
    ),
    (  # 7
        "heinä heinäkuu heinäkuuta iul iulie juil juillet jul julai julho juli julij julio juliol july "
        "juuli júl júla július júlí jūl jūlijs liep liepa liepos lipca lipiec lug luglio srpanj srpnja "
        "tem temmuz uzt uztaila xul xullo července červenec čvc ιουλ ιουλίου ιούλ ιούλιοσ июл июль июля "
        "лип липень липня юли јул יולי يوليو ژوئیه กรกฎาคม"
    ),
    (  # 8
        "abu abuztua ago agost agosto agu agustus août aug august augusta augusti augusts augustus "
        "augusztus avg avgust ağu ağustos elo elokuu elokuuta kol kolovoz kolovoza ogo ogos rugp "
        "rugpjūtis rugpjūčio sie sierpień sierpnia srpen srpna ágú ágúst αυγ αυγούστου αύγ αύγουστοσ авг "
        "август августа серп серпень серпня אוגוסט أغسطس اوت"
    ),
    (  # 9
        "eyl eylül ira iraila rugs rugsėjis rugsėjo ruj rujan rujna sep sept september septembra "
        "septembre septembrie septembris septiembre set setembre setembro settembre syys syyskuu "
        "syyskuuta szept szeptember wrz wrzesień września zář září σεπ σεπτέμβριοσ σεπτεμβρίου вер "
        "вересень вересня сент сентябрь сентября сеп септембар септември ספטמבר سبتمبر سپتامبر"
    ),
    (  # 10
        "eki ekim loka lokakuu lokakuuta oct october octobre octombrie octubre okt oktober oktobris "
        "oktoober október októbra ott ottobre out outubro paź październik października spal spalio "
        "spalis urr urria říj říjen října οκτ οκτωβρίου οκτώβριοσ жовт жовтень жовтня окт октобар "
        "октомври октябрь октября אוקטובר أكتوبر اکتبر"
    ),
    (  # 11
        "aza azaroa kas kasım lapkr lapkritis lapkričio listopadu marras marraskuu marraskuuta noiembrie "
        "nov november novembra novembre novembris novembro noviembre nóv nóvember stu studeni studenoga "
        "νοέ νοέμβριοσ νοε νοεμβρίου лист листопад листопада нов новембар ное ноември нояб ноябрь ноября "
        "נובמבר نوامبر نوفمبر"
    ),
    (  # 12
        "abe abendua ara aralık dec december decembra decembrie decembris decembro des desember desembre "
        "dets detsember dez dezember dezembro dic dicembre diciembre dis disember déc décembre gru "
        "grudnia grudzień gruod gruodis gruodžio joulu joulukuu joulukuuta pro prosinac prosinca "
        "prosince prosinec δεκ δεκέμβριοσ δεκεμβρίου груд грудень грудня дек декабрь декабря декември "
        "дец децембар דצמבר دسامبر ديسمبر"
    ),
)

#: Name in lower case and without periods -> month from 1 to 12.
MONTHS = {name: month for month, names in enumerate(_NAMES, 1) for name in names.split()}
