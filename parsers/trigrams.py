"""The table of three letters in a row by which languages of one alphabet are told apart, one row a language.

Takes nothing; gives `TRIGRAMS`: by language and alphabet, those frequent in it and rare in its neighbours. "^" is a
word's beginning, "$" its end. Found by counting in texts of programs' menus.
Never tells much alone: each weighs little, and less the more languages have it.
"""

from __future__ import annotations

from collections.abc import Mapping

TRIGRAMS: Mapping[str, str] = {
    "en-latin": (
        "'t$ ^cl ^ex ^it ^lo ^ow ^re ^su ^th ^un ^wh age al$ ate ath ati ay$ ays ble bmi boa cat com cou ct$ cti cts "
        "cus day ddr dex doe dul ead ect ed$ eed eth ew$ ex$ exp foc fro fy$ gh$ ght hed hig ian ic$ ict iew ify ign "
        "ing ion ish ith ked kip lea lly loa loc low ly$ mon n't nce new nly npu ns$ nt$ oad ock oct oes oic on$ on' "
        "ons ose oth ou' oun ow$ pic ply rea rs$ rtc ry$ saf sda sfu sh$ sio sn' ss$ ssf ssi sub sum tcu ted th$ the "
        "tho thr thu tin tio tly try ts$ ty$ ubm ugu unp uns upd use ve$ vok whe whi who wn$ wri ws$ xpl you"
    ),
    "de-latin": (
        "^an ^au ^be ^ei ^er ^ge ^ih ^we ^zu ^üb abg ach ahl anf anz auf bea bei ben ber bge ch$ che chl chs cht chu "
        "den der ehr eib eic ein eit en$ ere erf ern ers ert etz eue ewä feh fen ffe fiz füg füh gab gef geh gen ges "
        "gül hen her hle hlt hlü hne hob hoc hre hst ich ieh ier ige ihr lte lüs nde nen nge nnt nzu pfe prü rei ren "
        "rfo rge rn$ rsc rt$ run rwa rwe röf rüc rüf sch sei sge sse ste ten tig tze tzt tzu uch ufg ung urü usg utz "
        "wei wen wäh zei zug zur zus ähl öff übe ück üge üss ütz"
    ),
    "nl-latin": (
        "^aa ^be ^ge ^on ^to ^ui ^ve ^vo ^wa ^zi ^zo a's aag aal aan aar aat ach afg bee bep bes bev bew bov cht daa "
        "de$ dee der doo ebr eef eel eep eer ef$ ege eke eld en$ erd ere ers erw euw eve gaa geb gee gek gel gen gep "
        "ges gev gin goe htw ie$ ief igg ijd ijf ijk ijn ijv ijz ikb ing itg jd$ jk$ jke jui jze jzi ken laa ld$ lij "
        "naa nbe nde nge ntv oed oeg oek oep oer oet ond oor opg opm pge pme rd$ rde ren rui rwi sch taa tie toe uik "
        "uw$ ver voe voo waa wac wee wij woo zig zoe"
    ),
    "fr-latin": (
        "'en ^co ^d' ^dé ^gé ^l' ^n' ^ré ^sé ^éc ^ét act aff air ant app ati aux ble cié cré cti céd d'a diq déc déf "
        "dép dér ect eme enr er$ es$ eul eur ez$ fau ffi fié fér ifi ion iqu ire iss isé ité ivé ié$ iée jou liq lis "
        "lié llé lée niq ns$ nt$ nvo nér oir on$ onn ons oui oum our ous out ouv oye ppr pré péc qu' que riq rou rs$ "
        "réa réc rée sou spé ssi sui sée sél teu tio tre tré ttr té$ tée tég têt ue$ uel uiv ur$ urs uti uve uvé ux$ "
        "uée voy vée vér ère éci écr ée$ ées éfi éle élé éné éra ére éri és$ ésa éta ête"
    ),
    "es-latin": (
        "^ac ^añ ^ca ^co ^de ^ej ^es ^gu ^ít aci act ada ado alq ar$ ará arí as$ aña bab bad ble cab cac cad cam car "
        "cci cia cib cid cio ció com con cto cua cue da$ dad das deb des do$ dos drá eal ecc ece erí es$ esd eña gún "
        "hab hac hij htm ica ici ida ido ien ina ism ita ién ión lec lgo lic lo$ luy lvi mpr máx nad nci ncl ndo nes "
        "ngr nsa nte ntr nue nví nús odú ona one orq os$ pue que rad rec reo rio rlo ro$ rá$ ría sde señ tad tar tml "
        "tos tra tró uad ubi uci ueb ued uen uev uie ujo uye vía víe xit zca áct ánd áxi én$ ía$ íne ñad ón$ ún$"
    ),
    "pt-latin": (
        "^at ^ca ^co ^de ^en ^es ^ex ^pe ada ado alh ame ar$ as$ avr aço açã açõ beç bme buí cad caç ceb ceu cia cio "
        "clu con cor da$ dad das def des do$ dos eca ece eci efi enh env erã erê esc esp esq ess exa exc exi eça eço "
        "eçã fin had iad ica ici ida ido ilh io$ iro ixo iza içã içõ leç lho lic liz luí maç mos moç nci ndo nhu niç "
        "nte nto nív olh ona onh oní opç os$ ou$ oçã ped que rad raç rec ria rio riç rmo rá$ rár rão rên sco siç soa "
        "squ ssã ssí suá são sív sõe tad taç to$ tos tão uai uas uec uir uxo uár uíd xcl xib xo$ zaç zid ári áve ão$ "
        "ças ços ção çõe ênc ído íve ópi óri ões"
    ),
    "it-latin": (
        "'al 'az 're ^'r ^ag ^ca ^co ^l' ^qu ^ri ^sc agg aiu alc ame app are ass ata ato att azi bbl bil cat caz cca "
        "cch cco chi col con cor daz dis ell enz erà ess ezi fic fiu ggi gio giu gli gna gol hia hiu iat iav ica igl "
        "imm imp inv ion ior isc isu ità izz iù$ l'a l'i lcu lez ll' lla lo$ mig mmi mpo nat nch ne$ nfe nno no$ nqu "
        "nse nte nti nza nzi occ one oni ono opz osc ovr po$ ppo pzi re$ ric riz rà$ sce sci seg so$ sot ssi sso sul "
        "ta$ tat taz tep ti$ to$ tti tto tà$ ubb un' unq unz uoi uov zio zo$ zza zzo"
    ),
    "ca-latin": (
        "'aq 'ed 'es 'ha 'us ^ac ^aq ^ca ^co ^d' ^es ^l' ^mà ^pe ^pà ^s' aci act ada ade afe apç aqu ar$ arx arà at$ "
        "atg ats ble bor bpà cac cap cci cio ció com con cru cés d'a d'e da$ des duï ecc ecl ect egi egu egü eix es$ "
        "esb eu$ feg geu gui güe ica ici inc ir$ itz iu$ iur ix$ ixi ió$ l'e l'h l'ú lit ls$ meu mou màx més n'h nci "
        "ncr nll ns$ nt$ nts nvi nvà oc$ ona ons orr orí per pug pàg pça que què rar rec rs$ rà$ ràc ríg ròn s'e s'h "
        "sbo seg stà sua tiu ts$ tza ual uei uej ueu utj uxe uè$ uïd uït via viu vos vàl xa$ xer xes àct àgi àli àri "
        "àxi ènc íge ït$ òni üen"
    ),
    "pl-latin": (
        "^cz ^po ^tw ^uż ^wi ^wp ^wy ^za acj acz ają ane ani any awi awn ać$ ch$ cja cji cze czn czo czy drz dzi ego "
        "ej$ eni ewn eś$ go$ ia$ ie$ iej ier ić$ ięt jąc kcj kow mie na$ ne$ nia nie nię noś ny$ nyc ocz odz ony orz "
        "owa owi owy ośc pod pow prz raw row ryf rze rzy stę sz$ sła taw tow trz two tyw tęp uj$ uży wan wać wid wie "
        "wni woj wy$ wyb wys ych yfi ym$ ywa yć$ zen zna zon zos zy$ zym zys zyt ów$ ące ący ącz ąda ędn łan łąc ści "
        "ść$"
    ),
    "cs-latin": (
        "^js ^mí ^ne ^ná ^ně ^od ^po ^př ^vy ^vý ^za ^zk ^zp ^zv ^žá ací ají aké aně brá byl ce$ ch$ cí$ cíc dní eby "
        "ejn ejí ení eob eře hlí ho$ it$ iřa jin jí$ jíc kou ky$ lož lsk lán líč líž mís mít měn můž neo nou nov ny$ "
        "ná$ né$ ném ní$ ný$ nýc ně$ něn ohl ou$ ova ovo ová ové ově oža pou pov pož prá pře při pří rní rov rán ráv "
        "sou tní tup tře uje ují uži vat veř vol vov voř ván věř zen změ zí$ ádn áno ání ásl ého ému ích ící ího ím$ "
        "íst ítk íže ých ční ěna ění ěte řaz řed řej řen řes řet řid řih řiř řov řís ům$ ůže žad žád žít"
    ),
    "sk-latin": (
        "^kľ ^mô ^na ^ne ^ná ^od ^po ^sú ^vy ^za ^zí ^čí ^ďa ^ži abu ac$ ada ajú aní ať$ bló bol ch$ cic cii ciu cií "
        "ebo efó ej$ emô eni ená ené ený eľa eľs fón hce hli hlá ho$ hod ia$ iac iad ie$ ihl iká inš ií$ iť$ jfa jte "
        "jú$ júc kto ky$ kác kľú li$ lov lož lác lás môž nie nov ná$ né$ nú$ ný$ nýc nšt ojf om$ osť ou$ ouž ov$ ova "
        "ovo ovú oži pou pri prá prí rih rov rán ráv ríp rís súb sť$ teľ trá tý$ uje ujú uží vať vič voľ vú$ yži zho "
        "zál zís áci ádz álo áne áni áse ázo ísk íva ónn ôže úbo úce úci ých čno ďal ľa$ ľsk ľúč žia žív"
    ),
    "hu-latin": (
        "^cí ^eg ^el ^ez ^fe ^ké ^kö ^lé ^me ^sz ^tö ^ér agy ak$ apc asz atá bb$ beá cso dal dél edé egy ek$ ele elh "
        "ely elé esz ető ezé ező eál fel fió gy$ gye has hat hez hoz iók jel kez kép kér köz kül lda lha llí lsz lto "
        "lya lye lép lít meg mok nek nál ok$ old oly osí oz$ ozt ozz pcs rál sok ssz sza sze szn szt szá ság ség sít "
        "toz tt$ tás tés tó$ tör tő$ vál zer zná zzá zám zés ála áll ált áló ása áso ásá ély ény ért ése ész ésé ét$ "
        "ítv ítá ól$ ölt üld"
    ),
    "ro-latin": (
        "^ac ^co ^câ ^în ^șt ace act adă agi ală are at$ ate ată ază aţi ați bui car cat caț cea ces con câm că$ căr "
        "cți dău ea$ eaz ect ecț ei$ ele enț eșt eți fic fiș geț ica ică ii$ iil ile ină isă ită iun iza ișa iți le$ "
        "lic liz lor lui lul lă$ măr măt ncă ncț nea ntă nă$ nți oar onț opț or$ pur pți re$ rea ri$ rii ril rmă rul "
        "ră$ răr stă să$ tat taț tea toa tră tul tă$ tăr ui$ ul$ ulu une uri ză$ âmp ând înc înr înt ărc ări ăto ăug "
        "ţi$ șit ște ști ți$ ția ție ții țin țio țiu"
    ),
    "hr-latin": (
        "^do ^mj ^od ^ov ^po ^pr ^sl ^za ^zb aci ajn aju akv amj ani anj ava avi avl aće ađe cij cim cu$ dab dbi dij "
        "diš dop drž ena eni eđe eđi htj hva ih$ ije ika im$ ima imj ira isn ite iti ičk jav je$ jed jen jer jev ješ "
        "ju$ ka$ kao kaz ke$ kor ku$ li$ lje ljn ljs mij mje mog na$ nađ ni$ nje njs no$ oda og$ ogu ohr oj$ om$ omj "
        "ori ost otk otp ovi ovj očk pka pos pot pre pri put puš raj ran rav ređ rij ris ruž rđe rža slj smj sni spj "
        "tav ti$ tij tje tku toč tpu upi urn uča uče ušt van vje vke vku vlj vnu vri vrđ zbo ziv čav čin čić čka čke "
        "čki đen điv žaj žal žan žil"
    ),
    "sr-latin": (
        "^is ^iz ^na ^ov ^po ^pr ^sv ^uk ^za aci ajl ajt aju ako anj asn avi azl ač$ ača aže bis cij crt deš dgo dno "
        "doz eba eda edn ena ete ezb eći ešt eže faj gov ih$ ija ije ika im$ isn ite iće iše išć ja$ je$ jen jim ju$ "
        "juć kac ko$ kor ktn led lež li$ lje loz luč ma$ mog mol moć na$ nja nje no$ nuđ odg ogu om$ ori osn otv ova "
        "ove ovl ozi ozv pot poč pre pri pse rav reć rij ris riš rsk sač sni sno tač te$ teć tna ukl uči uđe van vač "
        "vaš važ veš vež vom vrd vre vrš zab zbe zna zvo će$ ćem ćen ći$ ću$ čni čuv ša$ šće žeć ži$"
    ),
    "sl-latin": (
        "^do ^iz ^na ^ob ^po ^pr ^sp ^uj ^up ^vn ^vs ^za ^čr ^št abn aj$ anj arj asl avi avt ačr ašč blj bni brs buj "
        "bve dnj dol dpr ega elj ena eni eno erj ev$ evk eza eč$ ga$ goč ih$ iho ika ira ite itv izb izk iča jaj jav "
        "je$ jem jen jih jo$ ko$ krb led li$ lja lje loč na$ nas naš ni$ nih nik nj$ nje njo no$ nob obv ogo okv olj "
        "ora orj otr ov$ oča oče oči por pot poš pre pri prt rab ran rej rem roč seb shr slo tev ti$ tne top trd upo "
        "več vrs vsa vse vte vze zbr zna čem čen čic čil čit čja črt šil štn šči žni"
    ),
    "tr-latin": (
        "^ay ^dü ^gö ^iç ^iş ^ol ^sü ^uy ^ya adı akı alı ama anl anı arı ası aya ayf ayı ağl bağ baş bil cek değ diğ "
        "doğ düz dı$ dır eri esi eye eyi eği eşt gör ile ili ilm iml in$ ini ir$ iri iyo iz$ iği işi işt kay kle kul "
        "lam lan lar ldı ler leş lir luş lı$ mak mek niz nla nle nuz nı$ nın nız oğr ril rı$ rın say seç sin sı$ sın "
        "tir tır unu uz$ uşt yap yar yay yfa yor yın çer örü üze ğin ğiş ğla ğru ıcı ıla ın$ ınd ını ır$ ıra ız$ ızı "
        "ığı şti ştu"
    ),
    "fi-latin": (
        "^jo ^kä ^mu ^nä ^oi ^py ^pä ^si ^tu ^tä ^va ^yh ^yk aa$ aan aav ahv aih aim all een ell ett hja hkö htä iin "
        "in$ irj ise ist isä itt itä ivu iä$ jul jä$ jät kir kki koe kok kse ksi käy köp lku lla lle lli llä luo lä$ "
        "ntt ntä oa$ ohj oik ois oit rja rkk sa$ si$ siv soi ssa ssä sta suo sä$ säh sää ta$ taa tee tet toi tta ttu "
        "tty ttä ttö tun tyy työ tä$ täj täs täv tää uks ulk unn uod uus uut vai vät yht yks ytt ytä yvä ähk äjä äks "
        "ämä än$ ävä äyt ää$ ään önk öpo"
    ),
    "sv-latin": (
        "^an ^fä ^fö ^lä ^lö ^sk ^sä ^sö ^vä ^än ^åt ^öv ad$ ade amn and anv ar$ ats avs cka cke de$ der dkä dra eck "
        "ehå ehö era ers et$ flö frå fäl för gar gen ggn gif gär gån hål hör höv ick ig$ ige ing kic krä kyd kän lig "
        "ll$ lld llg lln llå läg läm län lär läs låt löd lös nde nga nge nin nvä någ omd ra$ rad rer rfr rfö rin rst "
        "räf rän rät räv råg sfl sid ski stä säk sök tgä tig trä ts$ tsf täl ulä upp vän yck ydd ägg äke äll änd äng "
        "änn är$ ärd ätt äve ågo åll ång åte åtg öde ör$ öra örf örs örä öse"
    ),
    "no-latin": (
        "^br ^ep ^hv ^nø ^op ^sø ^ti agr asj bak bok bru de$ der det dig dkj dsk efø eg$ elg els en$ end ene er$ ere "
        "ert et$ ett fei fis fly for før gen ger gsa hån ide ig$ ige ikk ilb ill imæ ing inn ise jon ker kje kk$ kke "
        "kob kre ksj ktø lag lba lde ler lgj lin lls lpa lse lst lyt mer mfa mme msv mti net nge ngs nke nne nnl noe "
        "nop nød nøk oen off omr opp orf ppe ppg prø pør re$ ref rer ret rin rsl rt$ ruk røv sen ser sid sjo skj sle "
        "spø stø søk sør til tof tsn tt$ tte ttl tts tør tøy uke ykk ånd ått ødv øke økk øri ørr ørs"
    ),
    "da-latin": (
        "^be ^br ^fo ^hø ^på ^sæ ^ti ^ud ^ug ^væ ^æn adg ang bas bek bog bru de$ deh den der dfø dga dig dlø dse dsn "
        "dt$ dta ede eds ejl ekr els emt end er$ ere esk et$ for fte føj gan ge$ ger giv gle gsk gst gyl gæn hed hve "
        "ig$ ikk ilf ill ind ing ive kke kod kræ lad lfø lg$ lgæ lig lle lse løb mme mær nde ndl nds ndt nge ngs nmo "
        "nyt nøg ode odt ogs oræ re$ rer ret rne rsø rug ræf ræl ræv sid sko sæt søg tet til tte udf udl uge ugy uli "
        "uls vet væl vær yld ååå æft æld ælg ænd æng ærd ærk æt$ æve øbe øgl øje"
    ),
    "is-latin": (
        "^að ^bó ^ey ^fy ^hl ^ly ^sk ^sí ^tö ^ve ^vi ^óg ^þa ^þe ^þi afi afn ar$ að$ aða aðg aði aðu bók di$ dum dur "
        "eið erð eyt eyð eða fi$ fti fyr fær gar gil gse haf hef hlu ild inn inu ir$ ið$ iði kil krá ldu leg lei lvu "
        "lyk lóð myn naf ndi ndu ngu nið nn$ nns not orð rey rft rét rð$ rði rðu skr sló st$ svæ síð taf tað tt$ töl "
        "um$ ur$ vef vup væð yki ynd áðu ætt æði ér$ étt íðu ða$ ðar ðga ðge ði$ ðin ðir ðið ðu$ ður ógi óks óst ögu "
        "öld öll ölu þar þes"
    ),
    "et-latin": (
        "^jä ^ka ^ki ^kõ ^lü ^mä ^mõ ^pä ^sa ^tä ^tõ ^va ^vä ^võ ^õi ^üh ^ül ^üm aad aas aat ab$ ad$ aeg ahe aja ald "
        "ami aot asu atu da$ dus eer eks est eva ga$ ge$ ib$ id$ iga iip imi ioo ise ita itu juh jär kas kin ks$ kus "
        "kõi lda le$ leh lt$ lub lõp mis muu mär ndm nud ogi ohi ole ool oov pea poo päe pär rgi rgn saa se$ sed sek "
        "sel seo sis soo st$ sut sõn taj tam tmi tsi tud tus täh töö tüh tüü ub$ ud$ use ust uta vig või võt äev ärg "
        "ärj ärk ärt äär õig õtm övo ööv ühe ühi üle üli ümb"
    ),
    "lv-latin": (
        "^at ^ie ^iz ^jā ^la ^mē ^ne ^no ^pi ^pā ^sa ^vē abā adī agl ai$ aiz ajā aks am$ ana as$ asī atī dzē dīt eid "
        "eiz erī icē iem ies iet iev ikā inā izm izs izv jie još jum jā$ jām kst kāc kļū lie ms$ nāt orā otā pie pār "
        "pēj rak rtī rād rēt rīg saņ slē spē stā stī sūt tie tot ts$ tu$ tzī tā$ tāj tīb tīt ums umu vei vie vēl vēr "
        "zma zst zvē zīm āci ādī āk$ āka ām$ ārl ās$ āt$ āti ātu ēja ējo ērt ēst ēt$ ēša ība īga īju īme īt$ īta īts "
        "īša ļau ņem šan šķi"
    ),
    "lt-latin": (
        "^at ^ga ^iš ^ne ^nu ^pa ^su ^už ^įr ^įv ^ši ai$ aiš alė anč api as$ atv aty aud aug auj aus ašy ažo doj duo "
        "dži eik gal gau iai iam iau idž iją ikr imo imą ini ink inė io$ ioj is$ ite iuk ius išs ių$ jun juo kia kit "
        "kla ksl kur kyr ką$ kšm lap lau liu lės mas mo$ mą$ mėt mų$ nau nkl nur nus nči oja os$ oti pas pat pav paž "
        "raš ruo rėt sau sir sių tas taž tei ti$ tin tvi tyt tą$ tų$ udo ugo umė uoj uos uot us$ usi usl užk vim yti "
        "čia ės$ ėte ėti įve šsa štr šyk žkl žod žym"
    ),
    "vi-latin": (
        "^bả ^ch ^cá ^cầ ^gi ^kh ^ng ^nh ^nà ^ph ^qu ^th ^tr ^tư ^tạ ^và ^đi ^đư ^đị ao$ chú chắ chỉ các hay hi$ hàn "
        "hân hép hôn hập hắc iên iền iểm iểu kiể ng$ nh$ nhấ nhậ qua quy trư uy$ ài$ ành ào$ ác$ ách ân$ ép$ ên$ êu$ "
        "ình ính óa$ ông ùng úng ơn$ ườn ại$ ạn$ ải$ ảm$ ản$ ất$ ần$ ầu$ ận$ ập$ ật$ ắc$ ắn$ ằng ết$ ền$ ều$ ểm$ ểu$ "
        "ệt$ ọc$ ối$ ỗi$ ộng ới$ ời$ ờng ục$"
    ),
    "id-latin": (
        "^be ^di ^ke ^me ^pe ^se ^te ah$ aha ahk ahn aka akh aku ala amb an$ ang ap$ apa apu ari aru asi at$ bag bah "
        "ber bih bua buk cob cok daf dak dap dia dib dik dip duk emb emu eng eny fka fta gah gak gan gga ggu gha gka "
        "gki gun han hap hka hny hub iap ifk iha ika ila imk ipe kan kas kep khi kka ksa lah lih lum mas mba mem men "
        "mpa nan nga ngg ngh ngi ngk nya pa$ pem pen per pil rka rlu rub ruh seb si$ sih tik tuh ubu uh$ uk$ uka ukk "
        "ung unj upa ya$ yak"
    ),
    "sq-latin": (
        "^bë ^dh ^dë ^fs ^gj ^kë ^mb ^nd ^pa ^pë ^s' ^sh akt alë aqe ash atë dhe dhj dhu dhë dor dry duh dër edh et$ "
        "etë faq fja fsh fus gje gji hen hih hje hme htë hëm hën idh imi in$ irë jal jet jid jtu jë$ kër kët llo loj "
        "lëk me$ më$ ni$ një në$ ohe oni osh për rdo rua rue rys rzg rë$ shi shk shm sht shu shë së$ të$ tëm tën tës "
        "uaj uar ues uhe ush vle ysh zgj ëfi ëka ëm$ ën$ ër$ ërd ërg ërk ërm ërp ërs ërz ëse ësh ësi ët$"
    ),
    "ru-cyrillic": (
        "^во ^от ^сн ^со ^уд ^уч ^эт авл аем ает ари ать бъе вод воз вой ево его ей$ ель ем$ ему ерж ет$ етс жде жно "
        "зов ие$ ии$ иро ит$ ить ию$ ия$ льз льн мен ней ние нии нию ния нно нну нны ное ной ную ные ный ных объ ов$ "
        "ова одс одт ое$ озд ой$ оки олн оль осм отп охр пол ржд ров рос свя соз соо сох спо ссы тве тел ткл тоб тпр "
        "тст тся ть$ уда ует уще ую$ ующ хра цию чен чны щие щий щих ъед ые$ ый$ ых$ ьзо ьзу ьно это ющи яет ённ"
    ),
    "uk-cyrillic": (
        "'яз ^ви ^ві ^жо ^зб ^мі ^пе ^пі ано ані ати аці ає$ аєт блі бул в'я виб вий вик вка вні ві$ від вім го$ дже "
        "дпо евн еві енн ено ені ере жод зав змі ида изн ий$ ити ифі их$ кув кці ків лив лік має мкн мін міс ний них "
        "ння ної ня$ ні$ ній ніт обл ов' ові ого оми ому орі ою$ ої$ пев пер під рдж роб рін сил сті ти$ тис тув ть$ "
        "ті$ тів ува уві ути цію ції єте єть ів$ ідк ідн ідп ідс ідт ій$ іко імк іст іть ію$ ії$"
    ),
    "be-cyrillic": (
        "^аб ^ад ^вы ^гэ ^да ^дз ^зь ^лі ^па ^рэ ^сі ава аві ага агл адз адн адп ае$ аец ай$ айц алі аны аро ары ацы "
        "аць ачы ая$ аў$ вац вык гэт даз дас дзе дзі дны еце ецц йце кан кцы кі$ ляц лі$ мі$ нае ная нне ны$ ныя ньн "
        "нік ніц оўв оўк пав пад пам пас пра пры пэў раў рым рыс сці тар тры трэ ца$ це$ цца цыя цыі ць$ чын чыц чэн "
        "ыда ыка ым$ ыст ыць ыя$ ыі$ ьні энн эўн іва іра іце іць ўва ўны"
    ),
    "bg-cyrillic": (
        "^бъ ^вл ^въ ^из ^къ ^ня ^пъ ^съ ^тъ μμμ адъ айт акв ане ата ате аща ащи аяв бек бит бъд ващ вли във въз вър "
        "дъл дър еби екъ ел$ елн елс ен$ ето жда защ зая зва згл зпо зпр зтр иет изп изт ира исъ ия$ ият ква кви кит "
        "къс лез лжи лзв лиз лни лск мей ния няк ойн олз очв пен пъл ращ реш рир свъ скв соч стт стъ съз сък същ та$ "
        "твъ тел то$ тта тъп ция чав чва шат шия ща$ щит що$ ъве ъде ъзд ълж ълн ърв ърд ърж ърз ъсн ът$ ъще яма ята"
    ),
    "sr-cyrillic": (
        "^ве ^ов ^оз ^ом ^ук ^ун ^је авк ављ ан$ ао$ ахт ај$ ају ања ање биј вак вај вез вој вољ врд вље гућ дго дећ "
        "еза езб ену еће ећи заш ика или им$ иса ити ија ије ију иће ке$ куш кљу лим лог ма$ мањ мо$ моћ нич ниј ове "
        "ог$ одг ом$ осл оје оји оље пон пос пољ при пут ре$ рис риј сад сат сач сни тав тај твр тев тој укл укљ уне "
        "ута уша ује уће ући фик циј ште шће ђен јав је$ јед јет ји$ ју$ јућ ље$ љен љив ључ ња$ ње$ њу$ ће$ ћен ћи$"
    ),
    "mk-cyrillic": (
        "^би ^вр ^ед ^им ^мо ^се ^фу ^це аа$ аат алн апн ара ат$ ата ато аја ајм ајт ање бар бид бор бри бук ваа вен "
        "вет веќ ви$ врз вте гле гу$ дбе две дец дна дол едн ека ело еро ете ето еци еќе иде изб име инс иот ипо ира "
        "ија ка$ кат кли кот кци лед лир лис лку лно мал ме$ мет мно нај ни$ нив нио нкц нот нув овр одб одр от$ оте "
        "оја пог ра$ рај рањ ред ри$ рис риш сме тап тек то$ тот ува ура фун цел ци$ цим циј шет шењ ја$ јат јте јќи "
        "ње$ ќе$ ќи$"
    ),
    "ar-arabic": (
        "^أن ^إل ^اخ ^ال ^بإ ^تت ^تح ^سي ^لأ ^لت ^لل ^لم ^يت ابط ابق ات$ الأ الإ الة الت الح الخ الر الص الع الق الك "
        "الم الن الي تأك تخد ترج تعد تغي تلق تها تين حة$ خدا خدم دة$ دم$ ديد ديل ذا$ راء راج رة$ رجم ستخ صلا طلب عاد "
        "عة$ عدي غيي قة$ كن$ كون لاح لاس لب$ لة$ لك$ للم لمت لمح لمر لمس لمع لمن لمو لها مة$ مرا مست مكن نات نك$ ها$ "
        "ول$ يار ية$ يد$ ير$ يق$ يل$ ين$ يير ًا$"
    ),
    "fa-arabic": (
        "^ام ^بی ^خو ^دا ^دس ^می ^نا ^ند ^نم ^هم ^پا ^پی ^کل ^کن ^گذ ارب اری ازه اشت امه ان$ اند انی اهی ای$ اید این "
        "ایی بار باز باش تغی توا خوا دار درس دست دن$ ده$ ده‌ دی$ دید رای ربر رد$ رده ردی رست ره$ رید ستی سی$ شان شده "
        "شود فحه لی$ مای مه$ می$ می‌ نام ند$ نده نمی نید های هند هٔ$ ه‌ا ه‌ه وان واه ود$ وند ویر کار کرد کلی کنی گاه "
        "گر$ یت$ ید$ یرا یست یم$ ی‌ت ‌ای ‌تو ‌ها"
    ),
    "ur-arabic": (
        "^او ^تب ^تھ ^جا ^خا ^خر ^در ^دو ^سک ^ضر ^فا ^قی ^لی ^من ^مٹ ^مھ ^نہ ^وی ^چا ^ڈی ^کر ^گئ ^گی ^ھو ^ھی ئی$ ئے$ "
        "ائی اب$ انے اہ$ ا۔$ بات بدی برا تا$ تبد تخا تے$ جائ حفو خاب خان درج دہ$ دیل راب رم$ رور ریں سکت ضرو فوظ قہ$ "
        "قیم لقہ لیو متع محف مرت منت مٹا نا$ نتخ ندر نہی نے$ وئی وائ وظ$ وں$ ویل ٹان کری کوئ ں۔$ ھی$ ھیں ھے$ ہیں یا$ "
        "یق$ یلی یمت ین$ یو$ یں$ یں۔ ی۔$ ے۔$"
    ),
}
