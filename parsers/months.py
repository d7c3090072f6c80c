"""What the months are called, by language, as mail programs write them into the dates of a quoted mail.

Takes one word; gives the number of the month, or None. Never guesses between two languages: "listopad" is November in
Prague and October in Zagreb, so it is neither.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Months:
    """One language: twelve words in lower case, each with its other forms behind a stroke; the form in dates first.

    A word that begins like one of these, with at least `shortest` letters, is its abbreviation.
    """

    language: str
    names: str
    shortest: int = 3


MONTHS: tuple[Months, ...] = (
    Months("en", "january february march april may june july august september/sept october november december"),
    Months("de", "januar/jänner februar/feber märz/mrz april mai juni juli august september oktober november dezember"),
    Months("nl", "januari februari maart/mrt april mei juni juli augustus september oktober november december"),
    Months("fr", "janvier février/fevrier mars avril mai juin juillet/juil août/aout septembre octobre novembre "
                 "décembre/decembre"),
    Months("es", "enero febrero marzo abril mayo junio julio agosto septiembre/setiembre octubre noviembre diciembre"),
    Months("pt", "janeiro fevereiro março/marco abril maio junho julho agosto setembro outubro novembro dezembro"),
    Months("it", "gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre"),
    Months("ca", "gener febrer març abril maig juny juliol agost setembre octubre novembre desembre"),
    Months("gl", "xaneiro febreiro marzo abril maio xuño xullo agosto setembro outubro novembro decembro"),
    Months("eu", "urtarrilak/urtarrila/urtarrilaren otsailak/otsaila/otsailaren martxoak/martxoa/martxoaren "
                 "apirilak/apirila/apirilaren maiatzak/maiatza/maiatzaren ekainak/ekaina/ekainaren "
                 "uztailak/uztaila/uztailaren abuztuak/abuztua/abuztuaren irailak/iraila/irailaren "
                 "urriak/urria/urriaren azaroak/azaroa/azaroaren abenduak/abendua/abenduaren"),
    Months("pl", "stycznia/styczeń/sty lutego/luty marca/marzec kwietnia/kwiecień/kwi maja/maj czerwca/czerwiec/cze "
                 "lipca/lipiec/lip sierpnia/sierpień/sie września/wrzesień/wrz października/październik/paź "
                 "listopada/listopad grudnia/grudzień/gru"),
    Months("cs", "ledna/leden února/únor března/březen dubna/duben května/květen června/červen července/červenec "
                 "srpna/srpen září října/říjen listopadu/listopad prosince/prosinec"),
    Months("sk", "januára/január februára/február marca/marec apríla/apríl mája/máj júna/jún júla/júl augusta/august "
                 "septembra/september októbra/október novembra/november decembra/december"),
    Months("hu", "január február március/márc április május június július augusztus szeptember október november "
                 "december"),
    Months("ro", "ianuarie februarie martie aprilie mai iunie iulie august septembrie octombrie noiembrie decembrie"),
    Months("hr", "siječnja/siječanj veljače/veljača ožujka/ožujak travnja/travanj svibnja/svibanj lipnja/lipanj "
                 "srpnja/srpanj kolovoza/kolovoz rujna/rujan listopada/listopad studenoga/studeni/studenog "
                 "prosinca/prosinac"),
    Months("sr", "januar/januara/јануар/јануара februar/februara/фебруар/фебруара mart/marta/март/марта "
                 "april/aprila/април/априла maj/maja/мај/маја jun/juna/јун/јуна jul/jula/јул/јула "
                 "avgust/avgusta/август/августа septembar/septembra/септембар/септембра "
                 "oktobar/oktobra/октобар/октобра "
                 "novembar/novembra/новембар/новембра decembar/decembra/децембар/децембра"),
    Months("sl", "januar/januarja februar/februarja marec/marca april/aprila maj/maja junij/junija julij/julija "
                 "avgust/avgusta september/septembra oktober/oktobra november/novembra december/decembra"),
    Months("bg", "януари февруари/фев март/мар април/апр май юни юли август/авг септември/сеп октомври/окт ноември/ное "
                 "декември/дек"),
    Months("mk", "јануари февруари март април мај јуни јули август септември октомври ноември декември"),
    Months("ru", "января/январь февраля/февраль марта/март апреля/апрель мая/май июня/июнь июля/июль августа/август "
                 "сентября/сентябрь октября/октябрь ноября/ноябрь декабря/декабрь"),
    Months("uk", "січня/січень лютого/лютий березня/березень квітня/квітень травня/травень червня/червень "
                 "липня/липень серпня/серпень вересня/вересень жовтня/жовтень листопада/листопад грудня/грудень"),
    Months("be", "студзеня/студзень лютага/люты сакавіка/сакавік красавіка/красавік мая/май чэрвеня/чэрвень "
                 "ліпеня/ліпень жніўня/жнівень верасня/верасень кастрычніка/кастрычнік лістапада/лістапад "
                 "снежня/снежань"),
    Months("el", "ιανουαρίου/ιανουάριος φεβρουαρίου/φεβρουάριος μαρτίου/μάρτιος/μάρ απριλίου/απρίλιος μαΐου/μάιος/μάι "
                 "ιουνίου/ιούνιος/ιούν ιουλίου/ιούλιος/ιούλ αυγούστου/αύγουστος/αύγ σεπτεμβρίου/σεπτέμβριος "
                 "οκτωβρίου/οκτώβριος νοεμβρίου/νοέμβριος/νοέ δεκεμβρίου/δεκέμβριος"),
    Months("tr", "ocak şubat mart nisan mayıs haziran temmuz ağustos eylül ekim kasım aralık"),
    Months("fi", "tammikuuta/tammikuu helmikuuta/helmikuu maaliskuuta/maaliskuu huhtikuuta/huhtikuu "
                 "toukokuuta/toukokuu kesäkuuta/kesäkuu heinäkuuta/heinäkuu elokuuta/elokuu syyskuuta/syyskuu "
                 "lokakuuta/lokakuu marraskuuta/marraskuu joulukuuta/joulukuu", shortest=4),
    Months("sv", "januari februari mars april maj juni juli augusti september oktober november december"),
    Months("no", "januar februar mars april mai juni juli august september oktober november desember"),
    Months("da", "januar februar marts april maj juni juli august september oktober november december"),
    Months("is", "janúar febrúar mars apríl maí júní júlí ágúst september október nóvember desember"),
    Months("et", "jaanuar veebruar märts aprill mai juuni juuli august september oktoober november detsember"),
    Months("lv", "janvāris/janvārī februāris/februārī marts/martā aprīlis/aprīlī maijs/maijā jūnijs/jūnijā "
                 "jūlijs/jūlijā augusts/augustā septembris/septembrī oktobris/oktobrī novembris/novembrī "
                 "decembris/decembrī"),
    Months("lt", "sausio/sausis vasario/vasaris kovo/kovas balandžio/balandis gegužės/gegužė birželio/birželis "
                 "liepos/liepa rugpjūčio/rugpjūtis rugsėjo/rugsėjis spalio/spalis lapkričio/lapkritis "
                 "gruodžio/gruodis"),
    Months("he", "בינואר/ינואר/ינו בפברואר/פברואר במרץ/מרץ/במרס/מרס באפריל/אפריל במאי/מאי ביוני/יוני ביולי/יולי "
                 "באוגוסט/אוגוסט בספטמבר/ספטמבר באוקטובר/אוקטובר בנובמבר/נובמבר בדצמבר/דצמבר"),
    Months("ar", "يناير/جانفي فبراير/شباط/فيفري مارس/آذار أبريل/إبريل/نيسان/ابريل مايو/أيار/ماي يونيو/حزيران/جوان "
                 "يوليو/تموز/جويلية أغسطس/آب/اغسطس/أوت سبتمبر/أيلول أكتوبر/اكتوبر نوفمبر ديسمبر"),
    Months("hi", "जनवरी/जन फ़रवरी/फरवरी मार्च अप्रैल मई जून जुलाई अगस्त सितंबर/सितम्बर अक्टूबर/अक्तूबर नवंबर/नवम्बर दिसंबर/दिसम्बर"),
    Months("th", "มกราคม กุมภาพันธ์ มีนาคม เมษายน พฤษภาคม มิถุนายน กรกฎาคม สิงหาคม กันยายน ตุลาคม พฤศจิกายน ธันวาคม"),
    Months("id", "januari februari maret april mei juni juli agustus/agu september oktober november desember"),
    Months("ms", "januari februari mac april mei jun julai ogos september oktober november disember"),
    Months("sq", "janar shkurt mars prill maj qershor korrik gusht shtator tetor nëntor dhjetor"),
    Months("ka", "იანვარი თებერვალი მარტი აპრილი მაისი ივნისი ივლისი აგვისტო სექტემბერი ოქტომბერი ნოემბერი დეკემბერი"),
    Months("hy", "հունվարի/հունվար փետրվարի/փետրվար մարտի/մարտ ապրիլի/ապրիլ մայիսի/մայիս հունիսի/հունիս հուլիսի/հուլիս "
                 "օգոստոսի/օգոստոս սեպտեմբերի/սեպտեմբեր հոկտեմբերի/հոկտեմբեր նոյեմբերի/նոյեմբեր դեկտեմբերի/դեկտեմբեր"),
    Months("cy", "ionawr chwefror mawrth ebrill mai mehefin gorffennaf awst medi hydref tachwedd rhagfyr"),
    Months("ga", "eanáir feabhra márta aibreán bealtaine meitheamh iúil lúnasa meán deireadh samhain "
                 "nollaig"),
    Months("af", "januarie februarie maart april mei junie julie augustus september oktober november desember"),
    Months("sw", "januari februari machi aprili mei juni julai agosti septemba oktoba novemba desemba"),
)  # fmt: skip


def _words() -> dict[str, set[int]]:
    """Each full name and each of its abbreviations, with every month it may stand for; full names last, as winners."""
    found: dict[str, set[int]] = {}
    names = [
        (name, month, row.shortest)
        for row in MONTHS
        for month, forms in enumerate(row.names.split(), start=1)
        for name in forms.split("/")
    ]
    for name, month, shortest in names:
        for length in range(shortest, len(name)):
            found.setdefault(name[:length], set()).add(month)
    whole: dict[str, set[int]] = {}
    for name, month, _ in names:
        whole.setdefault(name, set()).add(month)
    return found | whole


_MONTHS = {word: next(iter(months)) for word, months in _words().items() if len(months) == 1}


def month(word: str) -> int | None:
    """The month that `word` names, in lower case and without a full stop; None when it is none or may be two."""
    return _MONTHS.get(word)
