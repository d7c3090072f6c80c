"""The table of subjects that reporting programs write, one row a language, by what they report.

Takes nothing; gives `REPORTS`. `read`, `arrived`: words that people use too; `receipt`: what receipts call themselves;
`failed`, `late`: what became of a mail; `abuse`: complaints; `machine`: what programs write; `certain`: in a form of
their own.
Never decides; see `parsers.robots.subjects` for how phrases are read.
"""

from __future__ import annotations

from parsers.robots.phrases import rows

REPORTS = (
    *rows(
        "en",
        read="read|not read|unread|displayed|seen|opened",
        receipt="read receipt|return receipt|return receipt (displayed)|return receipt (deleted)|read notification|"
        "receipt notification|disposition notification|message read|message displayed|read-receipt",
        arrived="delivered|relayed|delivery receipt|delivery report|delivery notification|"
        "delivery status notification (success)|delivery status notification (relay)|"
        "delivery status notification (expanded)|successful mail delivery report|successful delivery|"
        "mail delivery confirmation",
        failed="undelivered mail returned to sender|undeliverable|undeliverable mail|undeliverable message|"
        "undeliverable e-mail|undelivered|undelivered mail|undelivered message|delivery status notification|"
        "delivery status notification (failure)|delivery failure|delivery failed|delivery has failed|delivery error|"
        "delivery notification|delivery problem|delivery report|delivery unsuccessful|mail delivery failed|"
        "mail delivery failure|mail delivery error|mail delivery problem|mail delivery status|mail could not be|"
        "mail not delivered|mail undeliverable|mail failure|mail failed|mail error|mail status report|"
        "mail system error|mail returned|mail bounced|message delivery failure|message not delivered|"
        "message undeliverable|message could not be delivered|message status|failure notice|failure delivery|"
        "failed mail|failed to deliver|failed delivery|returned mail|returned to sender|returned message|"
        "returned email|returned e-mail|return to sender|returning message|non-delivery|nondeliverable mail|"
        "non delivery|nondelivery|non-deliverable|ndn|ndr|email delivery error|e-mail delivery failure|"
        "email delivery failure|email could not be|error sending|permanent delivery failure|permanent failure|"
        "processing error|bounce|bounced|bounced mail|user unknown|unknown user|unable to deliver|"
        "notification: delivery|smtp delivery failure|rejected mail|rejected message|your message was not delivered|"
        "your message could not be delivered|your message wasn't delivered|returned due to virus|banned file",
        late="warning: message … delayed|warning: could not send message|delayed mail|delayed delivery|"
        "delivery delayed|delivery status notification (delay)|delivery status notification (delayed)|"
        "message delayed|message … delayed|mail delivery delayed|delivery temporarily|"
        "undelivered mail - still trying|mail delivery delay|delivery delay|transient failure|"
        "temporary delivery failure|delayed",
        abuse="complaint about message from|email feedback report|abuse report|feedback loop|spamcop (|"
        "spam complaint|fbl report|feedback report|abuse complaint",
        certain="report domain: … submitter: … report-id|cron <…@…>",
        machine="anacron job|problem host alert|"
        "problem service alert|recovery host alert|recovery service alert|logwatch for|tls report|tlsrpt|loop alert|"
        "virus found in|virus detected|virus warning|virus alert|you are not member|subscription confirmation|"
        "confirm subscription|confirm unsubscription|unsubscribe confirmation|results of your email commands|"
        "the results of your email commands|majordomo results|welcome to the … mailing list|"
        "… post from … requires approval|… subscription notification|your message to … awaits moderator approval|"
        "request to mailing list",
    ),
    *rows(
        "de",
        read="gelesen|ungelesen|nicht gelesen|angezeigt",
        receipt="lesebestätigung|empfangsbestätigung|empfangsbestätigung (angezeigt)|lesebestätigung (angezeigt)",
        arrived="zugestellt|übermittelt|weitergeleitet|zustellbestätigung|übermittlungsbestätigung",
        failed="unzustellbar|nicht zugestellt|nicht zustellbar|unzustellbare nachricht|zustellung fehlgeschlagen|"
        "zustellungsfehler|fehler bei der zustellung|fehler bei der übermittlung|zurückgesendete nachricht|"
        "unzustellbare e-mail|unzustellbare mail|nachricht nicht zustellbar|übermittlungsfehler|"
        "benachrichtung zum übermittlungsstatus (fehlgeschlagen)|benachrichtigung zum übermittlungsstatus|"
        "zustellstatusbenachrichtigung|mail nicht zustellbar",
        late="zustellung verzögert|verzögerte zustellung|benachrichtung zum übermittlungsstatus (verzögert)",
        machine="systembenachrichtigung|systemmeldung",
    ),
    *rows(
        "nl",
        read="gelezen|niet gelezen|ongelezen",
        receipt="leesbevestiging|ontvangstbewijs",
        arrived="afgeleverd|bezorgd|afgeleverd bericht",
        failed="niet te bezorgen|onbestelbaar|onbestelbaar bericht|niet bezorgd|mislukte bezorging|niet-afgeleverd|"
        "kan niet worden bezorgd|niet afgeleverd",
        late="vertraagde bezorging|bezorging vertraagd",
    ),
    *rows(
        "fr",
        read="lu|non lu|non lus|lus",
        receipt="accusé de lecture|confirmation de lecture|avis de lecture",
        arrived="remis|relayé|transmis|confirmation de remise|accusé de remise",
        failed="non remis|non distribué|non délivré|échec de remise|échec de la remise|échec de distribution|"
        "message non distribué|message non remis|mail non délivré|courrier non distribué|échec de livraison|"
        "notification d'état de remise|échec de l'envoi|courriel non distribué|notification d'échec de remise|"
        "retour à l'expéditeur",
        late="remise retardée|retard de remise|retard de livraison|envoi retardé|avertissement de retard",
    ),
    *rows(
        "es",
        read="leído|leido|no leído|leídos",
        receipt="confirmación de lectura|acuse de lectura|notificación de lectura",
        arrived="entregado|retransmitido|confirmación de entrega",
        failed="no se puede entregar|no entregado|no se pudo entregar|mensaje no entregado|error de entrega|"
        "error en la entrega|entrega fallida|correo devuelto|correo no entregado|mensaje devuelto|"
        "notificación de estado de entrega|notificación de error de entrega|fallo en la entrega|fallo de entrega|"
        "no se ha podido entregar",
        late="entrega retrasada|entrega demorada|retraso en la entrega",
    ),
    *rows(
        "pt",
        read="lida|lido|não lida|lidas",
        receipt="confirmação de leitura|recibo de leitura|aviso de leitura|notificação de leitura",
        arrived="entregue|retransmitida|confirmação de entrega",
        failed="não entregue|não é possível entregar|não foi possível entregar|mensagem não entregue|"
        "falha na entrega|falha de entrega|erro de entrega|mensagem devolvida|e-mail devolvido|"
        "notificação de status de entrega|falha ao entregar|undelivered",
        late="entrega atrasada|atraso na entrega|entrega com atraso",
    ),
    *rows(
        "it",
        read="letto|non letto|letta",
        receipt="conferma di lettura|ricevuta di lettura|ricevuta di ritorno|avviso di lettura",
        arrived="recapitato|inoltrato|consegnato|conferma di recapito|ricevuta di consegna|conferma di consegna|"
        "consegna|accettazione",
        failed="non recapitabile|non recapitato|messaggio non recapitabile|impossibile recapitare|mancata consegna|"
        "errore di consegna|mancato recapito|mail non recapitata|notifica di mancato recapito|"
        "avviso di mancata consegna|notifica di stato del recapito|consegna non riuscita|messaggio respinto",
        late="recapito ritardato|ritardo nella consegna|consegna ritardata",
        machine="posta certificata: |accettazione: |avvenuta consegna: |consegna: ",
    ),
    *rows(
        "sv",
        read="läst|oläst|ej läst",
        receipt="läskvitto|läsbekräftelse|mottagningskvitto",
        arrived="levererat|levererad|leveranskvitto",
        failed="går inte att leverera|kan inte levereras|ej levererat|olevererat|leveransfel|kunde inte levereras|"
        "meddelandet kunde inte levereras|returnerad post",
        late="försenad leverans|leveransen försenad",
    ),
    *rows(
        "da",
        read="læst|ulæst|ikke læst",
        receipt="læsekvittering|kvittering for læsning|læst kvittering",
        arrived="leveret|leveringskvittering",
        failed="kan ikke leveres|ikke leveret|ikke-leveret|kunne ikke leveres|leveringsfejl|levering mislykkedes|"
        "uleveret|returneret mail",
        late="forsinket levering|levering forsinket",
    ),
    *rows(
        "no",
        read="lest|ikke lest|ulest",
        receipt="lesebekreftelse|lesekvittering",
        arrived="levert|leveringskvittering",
        failed="kan ikke leveres|ikke levert|kunne ikke leveres|leveringsfeil|mislykket levering|uleverbar",
        late="forsinket levering",
    ),
    *rows(
        "fi",
        read="luettu|ei luettu|lukematon",
        receipt="lukukuittaus|lukuilmoitus|vastaanottoilmoitus",
        arrived="toimitettu|välitetty|toimituskuittaus",
        failed="ei voi toimittaa|toimitus epäonnistui|viestiä ei voi toimittaa|ei toimitettu|toimittamaton|"
        "perille toimittamaton|viestin toimitus epäonnistui",
        late="toimitus viivästynyt|toimitus viivästyy",
    ),
    *rows(
        "is",
        read="lesið|ólesið",
        receipt="lestrarkvittun",
        failed="ekki hægt að afhenda|óafhendanlegt",
    ),
    *rows(
        "pl",
        read="przeczytano|odczytano|nieprzeczytane|nie przeczytano|odczytane|przeczytane",
        receipt="potwierdzenie odczytu|potwierdzenie przeczytania|potwierdzenie otwarcia",
        arrived="dostarczono|dostarczone|potwierdzenie dostarczenia|przekazano",
        failed="niedostarczona wiadomość|niedostarczone|niedostarczalna|nie można dostarczyć|niedostarczono|"
        "wiadomość niedostarczona|błąd dostarczenia|nie dostarczono|wiadomość nie została dostarczona|"
        "zwrot wiadomości|niepowodzenie dostarczenia|nie można było dostarczyć",
        late="opóźnienie dostarczenia|opóźniona wiadomość|opóźnienie w dostarczeniu",
    ),
    *rows(
        "cs",
        read="přečteno|nepřečteno|přečtená",
        receipt="potvrzení o přečtení|potvrzení přečtení|doručenka",
        arrived="doručeno|předáno|potvrzení o doručení",
        failed="nedoručitelné|nedoručitelná zpráva|nedoručeno|zprávu nelze doručit|nelze doručit|nedoručená zpráva|"
        "zpráva nebyla doručena|chyba doručení|oznámení o nedoručení",
        late="zpožděné doručení|doručení zprávy se zpozdilo|zpoždění doručení",
    ),
    *rows(
        "sk",
        read="prečítané|neprečítané",
        receipt="potvrdenie o prečítaní|potvrdenie prečítania|doručenka",
        arrived="doručené|potvrdenie o doručení",
        failed="nedoručiteľné|nedoručiteľná správa|nedoručené|správu nemožno doručiť|nedoručená správa|"
        "nepodarilo sa doručiť|správa nebola doručená",
        late="oneskorené doručenie",
    ),
    *rows(
        "hu",
        read="elolvasva|olvasva|olvasatlan|nem olvasott",
        receipt="olvasási visszaigazolás|olvasási visszajelzés|tértivevény",
        arrived="kézbesítve|továbbítva|kézbesítési visszaigazolás",
        failed="kézbesíthetetlen|nem kézbesíthető|kézbesítés sikertelen|sikertelen kézbesítés|"
        "kézbesíthetetlen üzenet|a kézbesítés meghiúsult|kézbesítési hiba",
        late="késleltetett kézbesítés|a kézbesítés késik",
    ),
    *rows(
        "ro",
        read="citit|necitit|citită",
        receipt="confirmare de citire|confirmare de citire a mesajului",
        arrived="livrat|transmis|confirmare de livrare",
        failed="nelivrabil|nelivrat|mesaj nelivrat|livrare eșuată|eroare de livrare|nu poate fi livrat|"
        "mesajul nu a putut fi livrat|imposibil de livrat",
        late="livrare întârziată",
    ),
    *rows(
        "bg",
        read="прочетено|непрочетено",
        receipt="разписка за прочитане|потвърждение за прочитане",
        arrived="доставено|потвърждение за доставка",
        failed="недоставимо|недоставено|неуспешна доставка|съобщението не може да бъде доставено|"
        "недоставено съобщение|грешка при доставка",
        late="забавена доставка",
    ),
    *rows(
        "hr",
        read="pročitano|nepročitano",
        receipt="potvrda o čitanju|potvrda čitanja",
        arrived="isporučeno|potvrda isporuke",
        failed="neisporučivo|nije isporučeno|isporuka nije uspjela|neisporučena poruka|nemoguće isporučiti|"
        "poruka nije isporučena",
        late="kašnjenje isporuke",
    ),
    *rows(
        "sr",
        read="прочитано|pročitano",
        receipt="потврда о читању",
        failed="неиспоручиво|неиспоручена порука|neisporučena poruka|порука није испоручена",
    ),
    *rows(
        "sl",
        read="prebrano|neprebrano",
        receipt="potrdilo o branju|potrdilo o prebranem sporočilu",
        arrived="dostavljeno",
        failed="ni mogoče dostaviti|nedostavljivo|nedostavljeno|dostava ni uspela|sporočilo ni bilo dostavljeno",
        late="zakasnela dostava",
    ),
    *rows(
        "el",
        read="διαβάστηκε|αναγνώστηκε|δεν διαβάστηκε",
        receipt="απόδειξη ανάγνωσης|επιβεβαίωση ανάγνωσης|αποδεικτικό ανάγνωσης",
        arrived="παραδόθηκε|απόδειξη παράδοσης",
        failed="δεν είναι δυνατή η παράδοση|μη παραδοτέο|αποτυχία παράδοσης|δεν παραδόθηκε|αδυναμία παράδοσης|"
        "μήνυμα που δεν παραδόθηκε",
        late="καθυστέρηση παράδοσης",
    ),
    *rows(
        "tr",
        read="okundu|okunmadı|okunmamış",
        receipt="okundu bilgisi|okundu onayı|okundu bildirimi",
        arrived="teslim edildi|teslim bilgisi|iletildi",
        failed="teslim edilemedi|teslim edilemeyen|teslim edilemez|teslim edilmedi|iletilemedi|gönderilemedi|"
        "teslim hatası|iletim hatası|ileti teslim edilemedi",
        late="teslim gecikti|gecikmeli teslim",
    ),
    *rows(
        "ru",
        read="прочтено|прочитано|не прочтено|не прочитано|непрочитано",
        receipt="уведомление о прочтении|отчет о прочтении|отчёт о прочтении|подтверждение прочтения|"
        "уведомление о прочитении|отчет о доставке и прочтении",
        arrived="доставлено|передано|уведомление о доставке|отчет о доставке|отчёт о доставке",
        failed="не доставлено|недоставленное сообщение|не удается доставить|не удаётся доставить|"
        "сообщение не доставлено|недоставленная почта|ошибка доставки|не удалось доставить|"
        "ваше сообщение не доставлено|уведомление о недоставке|возврат почты|письмо не доставлено",
        late="доставка задержана|задержка доставки|сообщение задержано",
    ),
    *rows(
        "uk",
        read="прочитано|не прочитано|непрочитано",
        receipt="підтвердження прочитання|сповіщення про прочитання|звіт про прочитання",
        arrived="доставлено|сповіщення про доставку",
        failed="не доставлено|неможливо доставити|недоставлене повідомлення|не вдалося доставити|помилка доставки|"
        "повідомлення не доставлено",
        late="доставку затримано",
    ),
    *rows(
        "et",
        read="loetud|lugemata",
        receipt="lugemiskinnitus|lugemisteatis",
        arrived="kohale toimetatud|edastatud",
        failed="kohaletoimetamatu|ei saa kohale toimetada|kohaletoimetamine nurjus|edastamine nurjus",
    ),
    *rows(
        "lv",
        read="izlasīts|nav izlasīts|lasīts",
        receipt="lasīšanas apstiprinājums|izlasīšanas apstiprinājums",
        arrived="piegādāts",
        failed="nepiegādājams|nav piegādāts|nevar piegādāt|piegāde neizdevās|nepiegādāts",
    ),
    *rows(
        "lt",
        read="perskaityta|neperskaityta|skaityta",
        receipt="perskaitymo patvirtinimas|skaitymo patvirtinimas|pranešimas apie perskaitymą",
        arrived="pristatyta",
        failed="nepristatyta|nepristatomas|nepavyko pristatyti|negalima pristatyti|pristatyti nepavyko",
    ),
    *rows(
        "ja",
        read="開封済み|開封|未開封|未読|既読",
        receipt="開封確認|開封通知|開封済み|開封確認メッセージ|既読通知",
        arrived="配信済み|配信完了|配信確認|中継",
        failed="配信不能|配信できません|配信エラー|配信失敗|送信エラー|送信できません|配達不能|メール送信エラー|"
        "メール配信エラー|メールエラー通知|配信されませんでした|不達|未配信|宛先不明|エラーメール",
        late="配信遅延|配信の遅延|遅延通知",
    ),
    *rows(
        "zh",
        read="已读|已讀|未读|未讀|已阅|已閱讀|已阅读",
        receipt="已读回执|讀取回條|阅读回执|讀信回條|回执|已讀回條",
        arrived="已送达|已送達|送达|已传递|已送达回执",
        failed="无法送达|無法傳遞|无法传递|未送达|未傳遞的主旨|邮件无法送达|退信|系统退信|系統退信|投递失败|寄送失敗|"
        "發送失敗|发送失败|邮件退回|退回的邮件|未能送达|邮件投递失败|郵件無法傳遞|邮件传输失败|来自…的退信",
        late="延迟送达|传递延迟|延遲傳遞|邮件延迟",
    ),
    *rows(
        "ko",
        read="읽음|읽지 않음|수신확인|열람",
        receipt="읽음 확인|수신 확인|수신확인|읽은 메일 확인",
        arrived="배달됨|전달됨|배달 완료",
        failed="배달되지 않음|배달할 수 없음|전송 실패|발송 실패|반송|반송 메일|배달 실패|전달할 수 없음|"
        "메일 전송 실패|메일 발송 실패|반송된 메일|[반송]",
        late="배달 지연|전송 지연",
    ),
    *rows(
        "he",
        read="נקראה|נקרא|לא נקרא|לא נקראה",
        receipt="אישור קריאה|הודעת קריאה",
        arrived="נמסרה|נמסר|אישור מסירה",
        failed="לא ניתן למסירה|לא נמסר|לא נמסרה|כשל במסירה|הודעה שלא נמסרה",
    ),
    *rows(
        "ar",
        read="مقروءة|تمت القراءة|تمت قراءة|غير مقروءة|مقروء",
        receipt="إيصال القراءة|إشعار القراءة|إعلام بالقراءة",
        arrived="تم التسليم|تم التسليم إلى",
        failed="غير قابل للتسليم|تعذر التسليم|تعذر تسليم|لم يتم التسليم|فشل التسليم|فشل تسليم",
    ),
    *rows(
        "fa",
        read="خوانده شد",
        failed="تحویل نشد|ارسال نشد",
    ),
    *rows(
        "vi",
        read="đã đọc|chưa đọc",
        receipt="xác nhận đã đọc|thông báo đã đọc|biên nhận đọc",
        arrived="đã gửi|đã chuyển",
        failed="không thể gửi|không gửi được|thư không gửi được|gửi không thành công|chưa gửi được",
    ),
    *rows(
        "th",
        read="อ่านแล้ว|ยังไม่ได้อ่าน",
        receipt="ใบตอบรับการอ่าน|แจ้งการอ่าน",
        failed="ส่งไม่ได้|ไม่สามารถส่ง|ส่งไม่สำเร็จ|จัดส่งไม่สำเร็จ",
    ),
    *rows(
        "id",
        read="dibaca|belum dibaca|tidak dibaca",
        receipt="tanda terima telah dibaca|konfirmasi dibaca",
        arrived="terkirim|disampaikan",
        failed="tidak dapat dikirim|gagal dikirim|tidak terkirim|pengiriman gagal|gagal terkirim",
    ),
    *rows(
        "ca",
        read="llegit|no llegit",
        receipt="confirmació de lectura",
        failed="no es pot lliurar|no lliurat|error de lliurament",
    ),
    *rows(
        "eu",
        read="irakurrita",
    ),
    *rows(
        "gl",
        read="lido",
    ),
    *rows(
        "hi",
        read="पढ़ा गया",
        failed="डिलीवर नहीं",
    ),
)
