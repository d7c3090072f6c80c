"""The words of mail programs when a mail did not arrive, by what they tell, in many languages.

Takes nothing; gives tuples of lower-case texts and the patterns made of them.
Never says why a mail failed: `parsers.bounces.reasons` does.
"""

from __future__ import annotations

from parsers.patterns import Pattern, any_of

# Subjects that only programs write about a mail that did not arrive, or not yet.
SUBJECTS: tuple[str, ...] = (
    # English
    "undeliver", "un-deliver", "returned mail", "returned to sender", "return to sender", "returning message",
    "returned message", "failure notice", "failure notification", "failure delivery", "failed delivery",
    "delivery failure", "delivery fail", "delivery has failed", "delivery error", "delivery problem",
    "delivery status", "delivery report", "delivery notification", "delivery warning", "delivery delay",
    "delivery incomplete", "delivery expired", "delivery impossible", "delivery unsuccessful",
    "delivery was unsuccessful", "delivery attempt failed", "delivery rejected", "delivery refused", "non-deliver",
    "nondeliver", "non delivery", "not delivered", "not been delivered", "could not be delivered",
    "cannot be delivered", "can't be delivered", "couldn't be delivered", "unable to deliver", "could not deliver",
    "couldn't deliver", "can't deliver", "cannot deliver", "wasn't delivered", "was not delivered", "not deliverable",
    "mail failed", "failed mail", "mail failure", "message failure", "message failed", "mail system error",
    "mail error", "returned email", "bounced mail", "bounced message", "bounced email", "message bounced",
    "mail delivery system", "mail delivery subsystem", "mail could not be", "message not sent", "message status",
    "message you sent blocked", "e-mail blocked", "email blocked", "mail blocked", "message delayed", "mail delayed",
    "delayed mail", "message frozen", "has been delayed", "still being retried", "rejected mail", "mail rejected",
    "message rejected", "email rejected", "message was rejected", "message has been rejected",
    "automatically rejected", "rejected message", "blocked by our", "error sending your mail", "processing error",
    "user unknown", "unknown user", "mailbox full", "mailbox is full", "over quota", "quota exceeded",
    "problem delivering", "problems delivering", "message delivery", "address not found", "recipient not found",
    "unknown address", "invalid address", "unroutable", "unrouteable", "message undelivered", "loop alert",
    "mail loop", "malformed recipient", "mail not sent", "unsuccessful delivery", "failure report", "error report",
    "non-receipt", "non receipt", "aws notification message", "email address does not exist", "delivery suspended",
    "mail returned", "are not member", "is not a member", "not a member", "post by non-member",
    # German
    "unzustellbar", "nicht zugestellt", "unzustellbare", "zustellung fehlgeschlagen", "zustellfehler",
    "zustellbericht", "zustellstatus", "zustellproblem", "zustellung verz", "zustellungsfehler", "zustellungsbericht",
    "zustellung nicht", "nicht zustellbar", "fehlgeschlagene zustellung", "rückläufer", "nachricht konnte nicht",
    "ihre e-mail konnte nicht", "konnte nicht zugestellt", "konnte nicht übermittelt", "benachrichtigung zum zustell",
    "zustellen der nachricht", "übermittlungsfehler", "übermittlung fehlgeschlagen", "kann nicht zugestellt",
    # French
    "non remis", "non délivr", "non distribu", "non délivré", "échec de la remise", "échec de remise",
    "échec de livraison", "échec de la distribution", "échec de distribution", "échec de l'envoi", "échec d'envoi",
    "notification d'échec", "remise retardée", "retard de remise", "message retourné", "courrier retourné",
    "n'a pas pu être", "non remise", "utilisateur non recensé", "état de la remise", "état de remise",
    "retour de courrier", "erreur de livraison",
    # Spanish
    "no entregado", "no se puede entregar", "no se pudo entregar", "no se ha podido entregar",
    "no ha podido ser entregado", "error de entrega", "error en la entrega", "fallo en la entrega", "fallo de entrega",
    "falló la entrega", "entrega fallida", "mensaje devuelto", "correo devuelto", "notificación de entrega",
    "estado de entrega", "estado de la entrega", "imposible entregar", "mensaje rechazado", "entrega retrasada",
    "no entregable",
    # Portuguese
    "não entregue", "não foi entregue", "falha na entrega", "falha de entrega", "falha ao entregar", "não entregável",
    "não pôde ser entregue", "mensagem devolvida", "e-mail devolvido", "email devolvido", "erro na entrega",
    "erro de entrega", "entrega atrasada", "notificação de falha", "status de entrega",
    "notificação de status de entrega",
    # Italian
    "non recapitabile", "non recapitato", "mancato recapito", "mancata consegna", "consegna fallita", "non consegnat",
    "impossibile recapitare", "impossibile consegnare", "errore di consegna", "errore nella consegna",
    "notifica di mancato", "notifica sullo stato del recapito", "recapito ritardato", "messaggio respinto",
    "avviso di mancata", "posta non recapitata", "notifica di stato",
    # Dutch
    "onbestelbaar", "niet bezorgd", "niet afgeleverd", "niet bezorgbaar", "bezorging mislukt", "aflevering mislukt",
    "kan niet worden bezorgd", "kon niet worden", "bezorgfout", "retour afzender",
    # Nordic
    "kan inte levereras", "kunde inte levereras", "ej levererat", "olevererbart", "går inte att leverera",
    "gick inte att leverera", "leveransfel", "kunne ikke leveres", "kan ikke leveres", "ikke leveret", "ikke levert",
    "leveringsfejl", "leveringsfeil", "uleveret", "toimittaminen epäonnistui", "ei voitu toimittaa",
    "ei voi toimittaa", "toimitus epäonnistui", "perille toimittamaton",
    # Polish, Czech, Slovak, Hungarian, Romanian, Slovene, Croatian
    "nie dostarczono", "niedostarczone", "niedostarczona", "nie można dostarczyć", "nie może zostać dostarczon",
    "nie została dostarczona", "nie zostala dostarczona", "zwrot poczty", "błąd dostarczania", "błąd doręczenia",
    "niedoręczalne", "nedoručitelná", "nedoručitelné", "nedoručeno", "nedoručena", "nelze doručit",
    "nebylo možné doručit", "zpráva nebyla doručena", "vrácená pošta", "nedoručiteľn", "nepodarilo sa doručiť",
    "nem kézbesíthető", "kézbesíthetetlen", "sikertelen kézbesítés", "kézbesítési hiba", "nelivrat", "livrare eșuat",
    "nu a putut fi livrat", "neizporočen", "ni bilo mogoče dostaviti", "nije isporučen", "nije moguće isporučiti",
    # Russian, Ukrainian, Bulgarian, Greek, Turkish
    "недоставлен", "не доставлен", "не может быть доставлен", "не удалось доставить", "ошибка доставки",
    "невозможно доставить", "сообщение о недоставке", "возврат письма", "ваше сообщение не", "не вдалося доставити",
    "недоставка", "невручен", "не може да бъде доставен", "неуспешна доставка", "αδύνατη η παράδοση", "δεν παραδόθηκε",
    "αποτυχία παράδοσης", "teslim edilemedi", "iletilemedi", "teslim edilemeyen", "gönderilemedi",
    "teslimat başarısız",
    # Japanese, Chinese, Korean
    "配信不能", "配信エラー", "配信できません", "配信に失敗", "配送エラー", "送信エラー", "送信できません", "送信失敗",
    "不達", "未配信", "届けられません", "届きません", "エラー通知", "メールエラー", "エラーメール", "配信状況", "返送",
    "戻りメール", "宛先不明", "退信", "无法投递", "無法投遞", "投递失败", "投遞失敗", "发送失败", "發送失敗", "未送达",
    "未送達", "无法送达", "無法送達", "系统退信", "郵件退回", "邮件退回", "投递状态", "无法传递", "無法傳遞",
    "無法寄出", "发送不成功", "传递失败", "邮件发送", "邮件被退回", "退回邮件", "전송 실패", "전송실패", "발송 실패",
    "발송실패", "배달 실패", "배달되지", "반송", "전달되지", "전달할 수 없", "보낼 수 없", "전송되지",
    # Thai, Vietnamese, Indonesian, Hebrew, Arabic
    "ส่งไม่ถึง", "ไม่สามารถส่ง", "không gửi được", "không thể gửi", "gửi thất bại", "tidak terkirim", "gagal terkirim",
    "pengiriman gagal", "tidak dapat dikirim", "לא נמסר", "לא ניתן למסור", "כשל במסירה", "تعذر تسليم", "لم يتم تسليم",
    "فشل التسليم",
)  # fmt: skip

# What a notice says of the mail, not of the reason; also tells which line speaks of a failed address.
FAILURES: tuple[str, ...] = (
    "undeliver", "un-deliver", "not deliver", "not be deliver", "n't be deliver", "not been deliver",
    "not able to deliver", "n't able to deliver", "unable to deliver", "unable to send", "unable to relay",
    "unable to route", "unable to transmit", "could not send", "cannot deliver", "can't deliver", "couldn't deliver",
    "n't deliver", "n't delivered", "not deliver", "did not deliver", "failed to deliver", "failed to send",
    "failed permanently", "failed to reach", "failed recipient", "failed address", "address(es) failed",
    "addresses failed", "address failed", "failing address", "recipient failed", "recipients failed", "delivery fail",
    "delivery has failed", "delivery failure", "delivery error", "delivery problem", "delivery has been delayed",
    "delivery was unsuccessful", "delivery unsuccessful", "delivery attempt", "delivery to the following",
    "delivery is delayed", "delivery delayed", "problem delivering", "problems delivering", "trouble delivering",
    "difficulty delivering", "error delivering", "error while delivering", "error occurred while",
    "error has occurred while", "did not reach", "didn't reach", "not reach the following", "not been received",
    "did not receive", "was not received", "permanent error", "permanent fatal error", "permanent failure",
    "permanently failed", "fatal error", "transient", "temporary failure", "non-deliver", "nondeliver",
    "non-recoverable", "returned to you", "returned to sender", "returning it to", "returned mail", "returned message",
    "was returned", "is returned", "being returned", "message returned", "bounced", "was rejected", "been rejected",
    "has rejected", "rejected recipient", "rejected your", "is rejected", "refused", "has been blocked", "was blocked",
    "been delayed", "is delayed", "not yet been delivered", "not yet delivered", "still being retried",
    "been postponed", "could not be sent", "couldn't be sent", "not be sent", "cannot be sent", "was not sent",
    "wasn't sent", "not be reached", "not be relayed", "not be routed", "could not relay", "not be accepted",
    "not accepted", "had errors", "error was detected", "error description", "error-for:", "error-text:",
    "transcript of session", "unsent message", "following error", "errors during", "giving up on", "i've given up",
    "incorrectly constructed", "not be processed", "unable to process", "not be forwarded", "not be completed",
    "i wasn't able to", "i'm afraid i", "in reply to rcpt to", "in reply to end of data", "in reply to mail from",
    "user unknown", "unknown user", "mailbox full", "mailbox is full", "no such user", "does not exist", "not exist",
    "address not found", "couldn't be found", "wasn't found", "over quota", "quota exceed", "said: 5", "said: 4",
    "remote host said", "responded with", "error message", "generated response", "reason:", "the reason", "diagnostic",
    "are not a member", "not a member of", "duplicated message-id", "invalid user address", "invalid address",
    # German
    "nicht zugestellt", "nicht zustell", "unzustellbar", "zustellung fehl", "zustellung an", "nicht ausgeliefert",
    "nicht übermittelt", "nicht gesendet werden", "nicht zu gestellt", "nicht versendet werden",
    "fehler bei der zustellung", "konnte nicht an", "nicht erreicht", "zurückgesandt", "zurückgewiesen", "abgewiesen",
    "abgelehnt",
    # French
    "n'a pas pu", "n'a pu être", "pas été remis", "pas été délivré", "pas ete remis", "pas pu etre", "non remis",
    "non délivr", "échec", "echec de", "impossible de remettre", "impossible de délivrer", "ne peut être délivr",
    "pas été distribué",
    # Spanish, Portuguese, Italian, Catalan
    "no se pudo entregar", "no se ha podido entregar", "no se puede entregar", "no ha podido ser entregad",
    "no pudo ser entregad", "no fue entregad", "no entregado", "error en la entrega", "error al entregar",
    "no se entregó", "no ha llegado", "não foi entregue", "não pôde ser entregue", "não pode ser entregue",
    "nao foi entregue", "nao pode ser entregue", "não foi possível entregar", "nao foi possivel entregar",
    "falha na entrega", "falha ao entregar", "devolvida", "non è stato recapitato", "non è stato possibile recapitare",
    "non e' stato", "non consegnat", "impossibile recapitare", "non è stato consegnato", "non può essere",
    "mancato recapito", "non recapitat", "impossibile consegnare", "non ha raggiunto",
    # Dutch, Nordic
    "niet worden bezorgd", "niet bezorgd", "niet afgeleverd", "niet worden afgeleverd", "onbestelbaar",
    "bezorging mislukt", "kunde inte levereras", "kan inte levereras", "gick inte att leverera", "nådde inte",
    "kunne ikke leveres", "kan ikke leveres", "blev ikke leveret", "ble ikke levert", "ei voitu toimittaa",
    "ei toimitettu", "toimitus epäonnistui",
    # Slavic, Hungarian, Romanian, Greek, Turkish
    "nie można dostarczyć", "nie mogła zostać dostarczona", "nie została dostarczona", "nie dostarczono",
    "nie powiodło się", "nebylo možné doručit", "nelze doručit", "nebyla doručena", "nebylo doručeno", "nepodarilo",
    "nem kézbesíthető", "nem sikerült kézbesíteni", "nu a putut fi livrat", "не может быть доставлен",
    "не удалось доставить", "не было доставлено", "не доставлено", "недоставк", "невозможно доставить",
    "не вдалося доставити", "αδύνατη", "δεν ήταν δυνατή", "teslim edilemedi", "iletilemedi", "gönderilemedi",
    # Japanese, Chinese, Korean
    "配信できません", "配信できなかった", "配信に失敗", "配信不能", "配信エラー", "送信できません", "送信できなかった",
    "送信に失敗", "届けられません", "お届けできません", "届けることができません", "送れません", "送信エラー",
    "受信者へは配信", "見つかりません", "エラーのため", "存在しません", "返送", "無法投遞", "无法投递", "无法传递",
    "無法傳遞", "无法送达", "無法送達", "未能送达", "投递失败", "退信", "退回", "无法发送", "发送失败", "不能送達",
    "无法送到", "無法送到", "传送失败", "不存在", "未能投递", "没有送达", "전송하지 못", "전송되지", "전달되지",
    "배달되지", "전달할 수 없", "보낼 수 없", "반송", "실패", "발송하지", "존재하지 않",
)  # fmt: skip

# The mail waits and is tried again; nothing has to be done yet.
DELAYS: tuple[str, ...] = (
    "will be retried", "will be re-tried", "will continue to try", "will keep trying", "we will continue to",
    "still being retried", "continue trying", "will try again", "try to deliver your message over",
    "not yet been delivered", "not yet delivered", "no action is required", "this is a warning message only",
    "warning message only", "do not need to resend", "not need to re-send", "no need to resend",
    "delivery attempts will continue", "has been delayed", "been delayed", "is delayed", "delayed for", "delay reason",
    "has been postponed", "delivery will be attempted", "further attempts", "automatically retry", "will retry",
    "retrying for", "keep retrying", "temporary delivery failure", "message will be queued", "remains in the queue",
    "kept in the queue", "only a temporary failure", "had transient non-fatal errors", "could not be delivered yet",
    "noch nicht zugestellt", "verzögert", "wird weiter versucht", "weitere zustellversuche", "weiterhin versuch",
    "retardé", "pas encore été", "nouvelles tentatives", "retrasad", "se seguirá intentando", "aún no se ha",
    "atrasad", "continuará tentando", "ritardat", "ulteriori tentativi", "vertraagd", "fördröj", "forsink", "opóźnion",
    "zpožděn", "отложен", "задерж", "попытки доставки будут", "遅延", "遅れ", "再送", "延迟", "延遲", "重试", "지연",
)  # fmt: skip

# Subjects of the same.
DELAYED_SUBJECTS: tuple[str, ...] = (
    "delay", "still being retried", "(delay)", "warning:", "not yet", "verzögert", "verzögerung", "retard", "retras",
    "atras", "ritard", "vertraag", "fördröj", "forsink", "opóźni", "zpožd", "задерж", "отлож", "遅延", "延迟", "延遲",
    "지연",
)  # fmt: skip

# The mail was given up after all; outweighs words of delay.
GIVEN_UP: tuple[str, ...] = (
    "giving up", "given up", "permanent", "returned to sender", "no further", "will not be retried",
    "has been returned", "could not be delivered to", "delivery failed", "address(es) failed", "delivery has failed",
    "gave up", "cannot be delivered", "will not be attempted", "will not be delivered", "retry time-out",
    "retry timeout exceeded", "retry time exceeded",
)  # fmt: skip

# Good news.
DELIVERED: tuple[str, ...] = (
    "successfully delivered", "was successfully", "successful delivery", "has been delivered", "was delivered to",
    "successful mail delivery", "delivered successfully", "successfully relayed", "was relayed to",
    "has been successfully", "delivery to the following recipients was successful", "erfolgreich zugestellt",
    "erfolgreich übermittelt", "a été remis", "entregado correctamente", "se ha entregado", "consegnato correttamente",
    "è stato recapitato", "entregue com sucesso", "был доставлен", "успешно доставлен", "配信されました", "配信が完了",
    "已送达", "成功送达",
)  # fmt: skip

# Lines that name an address to turn to, not one that failed.
CONTACTS: tuple[str, ...] = (
    "contact", "please forward", "please send", "send mail to", "for assistance", "for help", "for further",
    "postmaster", "abuse@", "support@", "help desk", "helpdesk", "if you have", "if you feel", "if you believe",
    "if you think", "questions", "e-mail to", "reply to", "administrator", "mailto:", "http", "unsubscribe", "kontakt",
    "wenden sie sich", "bei fragen", "contacter", "contactez", "contacte", "contactar", "contatt", "neem contact",
    "обрат", "свяж", "お問い合わせ", "連絡", "联系", "聯絡", "문의", "write to", "inform", "notify", "trust",
    "whitelist", "white list", "received from", "message-id", "message id", "reporting-mta", "queue id", "spam to",
    "to the address", "to be removed", "forward this", "generated by", "this message was created automatically by",
)  # fmt: skip

# What stands in front of an address that sent, not received. At the start of a line, or anywhere with "<" behind.
SENDERS: tuple[str, ...] = (
    "from", "sender", "mail from", "envelope-from", "envelope from", "reply-to", "return-path", "original sender",
    "x-sender", "errors-to", "message-id", "references", "in-reply-to", "cc", "bcc", "subject", "date", "received",
    "sent by", "sent from", "x-envelope-from", "von", "de", "da", "absender", "expéditeur", "remitente", "remetente",
    "mittente", "afzender", "avsändare", "nadawca", "odesílatel", "отправитель", "от", "差出人", "送信者", "发件人",
    "發件人", "寄件者", "寄件人", "보낸 사람", "보낸사람", "original message-id", "original-message-id",
    "x-message-id", "list-id", "delivered-to", "to: <bounce", "resent-from",
)  # fmt: skip

# What stands in front of an address that was to receive.
RECIPIENTS: tuple[str, ...] = (
    "recipient", "recipients", "recipient address", "recipient(s)", "failed recipient", "failed recipients",
    "final-recipient", "final recipient", "original-recipient", "original recipient", "intended recipient", "smtp",
    "rcpt to", "rcpt-to", "rcpt", "addressed to", "address", "addresses", "e-mail address", "email address", "email",
    "e-mail", "mailbox", "user", "username", "unknown user", "user unknown", "invalid user", "no such user",
    "failed address", "undeliverable to", "undelivered to", "undeliverable address", "could not be delivered to",
    "could not deliver to", "could not deliver mail to", "not delivered to", "unable to deliver to",
    "unable to deliver message to", "failed to deliver to", "failed to", "delivery to", "delivery failed to",
    "delivery to the following recipient failed permanently", "delivering to", "deliver to", "destination",
    "destination address", "message to", "your message to", "mail to", "sent to", "envelope-to", "x-envelope-to",
    "x-failed-recipients", "x-actual-recipient", "the following recipient", "did not reach the following recipient",
    "empfänger", "empfängeradresse", "adresse", "an", "destinataire", "destinataires", "adresse du destinataire", "à",
    "destinatario", "destinatarios", "dirección", "para", "destinatário", "destinatários", "endereço", "destinatari",
    "indirizzo", "geadresseerde", "ontvanger", "aan", "mottagare", "till", "modtager", "mottaker", "vastaanottaja",
    "odbiorca", "adres", "adresát", "příjemce", "címzett", "destinatar", "получатель", "получателю", "адресат",
    "адрес", "кому", "одержувач", "παραλήπτης", "alıcı", "宛先", "受信者", "宛先アドレス", "メールアドレス", "送信先",
    "收件人", "收件者", "收信人", "收信者", "地址", "郵件地址", "邮箱地址", "수신자", "받는 사람", "받는사람",
    "수신인", "주소",
)  # fmt: skip

# Words that end the line above a list of failed addresses.
INTRODUCTIONS: tuple[str, ...] = (
    "recipient", "address", "deliver", "user", "failed", "reach", "rejected", "mailbox", "following", "errors",
    "empfänger", "adresse", "destinat", "direccion", "dirección", "endereço", "indirizz", "ontvanger", "geadresseerde",
    "mottagar", "modtager", "mottaker", "vastaanott", "odbior", "adres", "příjem", "címzett", "получател", "адресат",
    "адрес", "παραλήπτ", "alıcı", "宛先", "受信者", "アドレス", "送信先", "収件", "收件", "收信", "地址", "수신",
    "받는", "주소",
)  # fmt: skip

SUBJECT = Pattern(any_of(*SUBJECTS))
FAILURE = Pattern(any_of(*FAILURES))
DELAY = Pattern(any_of(*DELAYS))
DELAYED_SUBJECT = Pattern(any_of(*DELAYED_SUBJECTS))
GAVE_UP = Pattern(any_of(*GIVEN_UP))
SUCCESS = Pattern(any_of(*DELIVERED))
CONTACT = Pattern(any_of(*CONTACTS))
INTRODUCTION = Pattern(any_of(*INTRODUCTIONS))
