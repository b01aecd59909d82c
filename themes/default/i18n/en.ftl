# The words of the default theme, in English.
# Every text may mention { $title }, the portal's name, and { $seller }, who sells.

## Every page

skip-link = Skip to content
title-with-errors = Error in the form:
menu-button = Menu
menu-label = Main menu
menu-sign-in = Sign in
menu-sign-out = Sign out
menu-member-home = Members’ page
menu-account = Membership
trail-label = You are here
trail-month = Level { $number }, { $month }
footer-label = About this site
footer-withdraw = Withdraw from a purchase
footer-organisation = Company no. { $number }
footer-sample = This is a sample portal. The seller does not exist, and nothing here can be bought.

## Links

link-home = Go to the front page
link-sales = See what membership is
link-waitlist = Join the waitlist
link-sign-in = Go to sign-in
link-contact = Write to us
link-lesson = Back to the lesson
link-member-home = Go to the members’ page
link-account = See your membership
link-try-again = Try again
link-review = Back to your order
privacy-link = How we use your address.
terms-link = Read the terms of purchase
terms-link-new-tab = Read the terms of purchase (opens in a new tab)
withdrawal-link = More about your right of withdrawal
withdrawal-link-new-tab = More about your right of withdrawal (opens in a new tab)

## Launches and prices

eyebrow-none = Sales are closed between the rounds
eyebrow-waitlist = Opens { $date }
eyebrow-waitlist-seats = Opens { $date } with { $count ->
    [one] one place
   *[other] { $count } places
 }
eyebrow-open = Open until { $moment }
eyebrow-all-held = Every place is held
eyebrow-sold-out = Every place is taken
eyebrow-closed = This round is over

fact-opens = Opens
fact-closes = Closes
fact-closed = Closed
fact-seats = Places
fact-sold-out = All taken
fact-all-held = All held just now
fact-held-until = All held, until { $moment } at the latest
fact-free = Places free
until-opens = Opens in
until-closes = Closes in
unit-days = { $count ->
    [one] day
   *[other] days
 }
unit-hours = { $count ->
    [one] hour
   *[other] hours
 }
unit-minutes = { $count ->
    [one] minute
   *[other] minutes
 }
seat-count = { $count ->
    [one] One place
   *[other] { $count } places
 }
seats-left = { $count ->
    [0] None free right now
    [one] One free now
   *[other] { $count } of { $seats } free now
 }

per-interval = { $interval ->
    [year] a year
    [once] once
   *[other] a month
 }
price-per = { $interval ->
    [year] { $price } a year
    [once] { $price } once
   *[other] { $price } a month
 }
promise = { $interval ->
    [year] { $price } a year for as long as you are a member.
    [once] { $price } once, and the membership is yours for good.
   *[other] { $price } a month for as long as you are a member.
 }
promise-later = New members pay { $price } from { $month }.
promise-later-per = { $interval ->
    [year] New members pay { $price } a year from { $month }.
    [once] New members pay { $price }, once, from { $month }.
   *[other] New members pay { $price } a month from { $month }.
 }
promise-back = { $days ->
    [one] If you leave and come back within a day, you keep the price.
   *[other] If you leave and come back within { $days } days, you keep the price.
 }
offer-levels = For level { $levels }.
ordinary-price = { $interval ->
    [once] Ordinary price. You pay once, and the membership is yours for good.
   *[other] Ordinary price. If it changes, we tell you well before you pay the new one.
 }
other-offers = Some groups have a price of their own. If you belong to one, you will see it once sales are open.
other-offers-open = Some groups have a price of their own. If you belong to one, you get it through the link we send you.

panel-none-title = No round right now
panel-none-lead = The next round has not been announced yet. Those on the waitlist hear of it first.

landing-to-offers = See the prices and join
landing-open-small = You can cancel whenever you like, and you have 14 days to change your mind.
landing-open-title = We are open
landing-open-lead = You can become a member until { $moment }. After that we close until the next round.

offers-open-title = What it costs
offers-open-lead = The price is all you pay. Nothing is added to it.
offers-proven-title = Your price
offers-proven-lead = This is for { $email }. When you go on, we hold a place for you while you pay.
offers-waitlist-title = The price when we open
offers-waitlist-lead = You cannot buy yet. If you are on the waitlist, you get an e-mail when we open.
offers-all-held-title = Every place is held just now
offers-all-held-lead = Somebody is paying for the last places. A place that is not paid for becomes free again.
offers-held-until = By { $moment } at the latest, the places held now are either paid for or free.
offers-live-link = See how it stands now
offers-kept-title = Your price is waiting for you
offers-kept-lead = You were a founder, and you can come back to the price you had.
offers-sold-out-title = Every place is taken
offers-sold-out-lead = This round is full. Join the waitlist, and you will hear from us when the next round opens.
offers-closed-title = Sales are closed
offers-closed-lead = We open in short rounds. Join the waitlist, and you will hear from us when the next round opens.
offers-none-for-you = There are no offers for your address in this round.
offers-small = Prices include all taxes.
offer-submit = { $interval ->
    [year] Join for { $price } a year
    [once] Join for { $price }, once
   *[other] Join for { $price } a month
 }
offer-small = { $interval ->
    [once] You pay once. 14 days to change your mind.
   *[other] No minimum term. 14 days to change your mind.
 }

state-ready = Ready:
state-later = To come:
sales-levels-title = The levels
sales-faq-title = Before you decide

## Forms

email-label = Your e-mail address
required-hint = Required
consent-waitlist = Yes, { $seller } may send me e-mail about when { $title } opens, and about offers of membership. I can leave whenever I like.
waitlist-page-title = Join the waitlist
waitlist-page-lead = You get one e-mail in which you confirm your address. Then you hear from us when the next round opens.
waitlist-submit = Put me on the waitlist
waitlist-small = Nothing happens until you have confirmed. It is free and commits you to nothing.
trap-label = Leave this field empty
ask-title = Get the link to buy
ask-lead = Enter your address, and we send you a link to buy.
ask-other-offers = Some groups have a price of their own. If you belong to one, you get it through the same link.
ask-submit = Send me the link to buy
ask-why = The link keeps others from holding the places, and lets the price follow your address.
ask-opened = Have you already opened the link in this browser?
ask-opened-link = See your price.
sign-in-title = Sign in
sign-in-lead = Enter the e-mail address of your membership, and we send you a link. You need no password.
sign-in-submit = Send me the link
sign-in-small = The link works once and lasts for a quarter of an hour.
sign-in-not-member = Not a member yet?
sign-in-code-title = Reading the e-mail on another device?
sign-in-code-lead = Type the six-digit code from the e-mail, and you are in here.
sign-in-again = Ask for a new link
code-label = Code
code-submit = Sign me in
sessions-title = Devices you are signed in on
sessions-lead = If you do not recognise a device, sign it out. Nobody else sees this list.
session-unknown = Unknown device
session-here = This device
session-began = Signed in { $moment }
session-end = Sign out
sign-out-everywhere = Sign out everywhere
sign-out-everywhere-lead = This signs you out on every device, this one included. Use it if you have lost a device, or lent one.

error-feedback-empty = The feedback is missing. Write what helped, or what you miss
error-feedback-too-long = The feedback is too long. Write { $most } characters at most
error-summary = { $count ->
    [one] Correct one thing, and send again
    [2] Correct two things, and send again
   *[other] Correct { $count } things, and send again
 }
error-email-missing = The e-mail address is missing. Enter it, for example kari@example.com
error-email-no-at = The e-mail address lacks an @ with a name before it, as in kari@example.com
error-email-many-ats = The e-mail address has more than one @. Enter a single address, for example kari@example.com
error-email-ends = The e-mail address ends at the @. Write what comes after it too, as in kari@example.com
error-email-no-domain = The e-mail address is not right after the @. You wrote “{ $domain }”. Look for something that is missing, such as .com at the end
error-email-bad-character = The e-mail address has a space, a full stop or another character where it cannot be. Write it again, as in kari@example.com
error-email-invisible = The e-mail address has a character that does not show, which can happen when you copy. Type the address by hand
error-email-too-long = The e-mail address is too long. Enter one of at most 254 characters
error-code-form = The code has six digits. Type it as it stands in the e-mail
error-code-wrong = The code is not right. Use the one from the newest e-mail. { $left ->
    [one] You have one attempt left.
   *[other] You have { $left } attempts left.
 }
error-consent-missing = Consent is missing. Tick the box so that we may send you e-mail
error-terms-missing = The terms of purchase are not accepted. Tick the box to accept them
error-understood-missing = The confirmation is missing. Tick the box to say that you understand what happens

## Order

review-title = Check your order
review-lead = We hold the place for you until { $moment }. Nothing has been paid yet.
review-price-changed = The price has changed since you last saw it. It is now { $interval ->
    [year] { $price } a year
    [once] { $price }, once
   *[other] { $price } a month
 }. Check it, and order again if you want it.
review-cancel = No minimum term. You cancel with a button on the page about your membership, and keep your access for the period you have paid for.
review-once = There are no further payments, and there is nothing to cancel.
review-terms = I accept the terms of purchase.
review-immediate = I ask for the membership to begin at once, before the withdrawal period is over. If I withdraw, I pay for the days I have been a member.
review-immediate-hint = Optional. If you leave it unticked, you get everything back if you withdraw.
review-withdrawal = You may withdraw within 14 days, counted from the day after you ordered.
review-submit = Order and pay { $price }
review-submit-small = The button obliges you to pay { $interval ->
    [year] { $price } now and then every year until you cancel
    [once] { $price } now, once
   *[other] { $price } now and then every month until you cancel
 }. You pay on the next page.
checkout-submit = { $interval ->
    [year] By paying you take on an obligation to pay { $price } now and then every year, until you cancel. That is the whole amount.
    [once] By paying you take on an obligation to pay { $price } now, once. That is the whole amount.
   *[other] By paying you take on an obligation to pay { $price } now and then every month, until you cancel. That is the whole amount.
 }
review-give-up = Stop and give up the place

order-title = Your order
order-what = Membership
order-founder = Founder number
order-member = Member number
order-email = E-mail address
order-price = Price
order-tax = Of which VAT ({ $rate }%)
order-paid = Paid
order-next = Next payment
order-next-value = { $price } on { $date }
order-total = To pay now
order-interval = { $interval ->
    [year] for the first year
    [once] once
   *[other] for the first month
 }
order-terms = Version of the terms of purchase
order-immediate = Begin before the withdrawal period is over
order-immediate-yes = You asked for it
order-immediate-no = You did not ask for it
order-withdraw = Withdraw from the purchase here, without signing in

receipt-founder = Founder number { $number }
receipt-member = Member number { $number }
receipt-title = Welcome
receipt-lead = Your payment has arrived. The receipt and a link to the terms are on their way to { $email }.
receipt-way-in-title = How to get in
receipt-way-in-lead = You sign in with { $email }. We send you a link, and you need no password.
receipt-onwards = Begin on the members’ page

account-title = Your membership
account-active = Your membership is running, and the members’ pages are open to you.
account-for-good = The membership is yours for good, and the members’ pages are open to you. There are no further payments.
account-past-due = We have not received your last payment. Change your card, and we try again.
account-past-due-until = Without a payment, the members’ pages close on { $date }.
account-ending = Your membership lasts until { $date } and is not renewed. You are not charged again.
account-ended = Your membership has ended. You are not charged again.
account-disputed = The bank is looking into an objection to your payment. The members’ pages are closed to you until that is decided.
account-revoked = Your access has been withdrawn. Write to us if you want to know why.
account-by-hand = { $seller } has added you, and you do not pay through the portal.
account-ends = Lasts until
account-card-title = Card and receipts
account-card-lead = You change your card and find your receipts at the payment provider. We never see your card number.
account-card-button = Change card or see receipts
account-receipts-title = Receipts
account-receipts-lead = Your receipts are at the payment provider.
account-receipts-button = See the receipts
account-receipt-once = Your receipt is the e-mail that you got when you ordered.
account-data-title = What we know about you
account-data-lead = You can take all of it with you, or ask us to erase it.
account-export-link = Download everything
account-erase-link = Erase everything about you
account-keep-title = Would you like to stay after all?
account-keep-lead = You can take the membership up again before { $date }. It then goes on as before, at the same price.
account-keep-button = Take the membership up again
account-cancel-title = Cancel
account-cancel-lead = You can cancel whenever you like and need not say why. You see what it means before anything happens.
account-cancel-link = Cancel the membership
account-withdraw-title = Withdraw from the purchase
account-withdraw-lead = You can withdraw up to and including { $date }. We then end the membership and pay you back.
account-withdraw-link = Withdraw from the purchase
account-back = See how to come back
account-ledger-title = What we have promised you
account-ledger-lead = Each time you bought, we wrote down what applied. It stands as it stood that day.
account-ledger-founding = Founding price
account-ledger-founding-yes = Yes, for as long as you are a member
account-ledger-founding-no = No
account-ledger-launch = Round

cancel-title = Cancel the membership
cancel-lead = The members’ pages are open to you until { $date }. After that the membership ends, and you are not charged again.
cancel-lead-now = Your last payment has not come, so the membership ends at once. The members’ pages then close, and you are not charged again.
cancel-price = You give up your founding price: { $interval ->
    [year] { $price } a year
    [once] { $price } once
   *[other] { $price } a month
 }.
cancel-back = { $days ->
    [one] If you come back within a day after the membership has ended, you get it again.
   *[other] If you come back within { $days } days after the membership has ended, you get it again.
 }
cancel-undo = If you change your mind, you can take the membership up again until it ends.
cancel-button = Yes, cancel
cancel-stay = No, keep the membership

erase-title = Erase everything about you
erase-lead = We erase everything we know about { $email }, for good. It cannot be undone.
erase-goes = What goes
erase-goes-you = Your address, the devices you are signed in on, and your place on the waitlist.
erase-goes-work = What you have ticked, and what you have written about lessons.
erase-goes-membership = The membership and the price you were promised. You are charged no more, and nothing is given back.
erase-stays = What we must keep
erase-stays-books = The accounts, and what you were promised for the money, without your address.
erase-stays-code = A code by which we do not write to you, if you have asked us not to.
erase-withdraw = If you want to withdraw from the purchase and have your money back, do that first, and by { $date } at the latest.
erase-understood = I understand that the membership ends at once, and that this cannot be undone.
erase-button = Erase everything about me
erase-stay = No, erase nothing

withdraw-title = Withdraw from a purchase
withdraw-lead = Enter the e-mail address of your membership. You get an e-mail with a button, and there you see what you get back, and confirm.
withdraw-today = Today counts as the day you withdrew, even if you read the e-mail later. You need not sign in, and you need not give a reason.
withdraw-submit = Send me the e-mail
withdraw-otherwise = You can also write to us. It is enough that you say so clearly.

withdraw-confirm-title = Withdraw from the purchase?
withdraw-confirm-lead = Check it, and confirm. Nothing happens until you press the button.
withdraw-confirm-bought = Ordered
withdraw-confirm-asked = You told us
withdraw-confirm-until = Last day to withdraw
withdraw-confirm-back = You get back
withdraw-confirm-nothing = Nothing
withdraw-confirm-full = That is all you have paid.
withdraw-confirm-part = You asked for the membership to begin before the withdrawal period was over. So you pay for the days until you told us, and get the rest back.
withdraw-confirm-none = You asked for the membership to begin before the withdrawal period was over, and the time you paid for is used up.
withdraw-confirm-money = The money goes back to where you paid from, within 14 days at the latest.
withdraw-confirm-ends = The membership ends at once, and the members’ pages close.
withdraw-confirm-button = Confirm withdrawal
withdraw-confirm-stay = No, keep the purchase

## Levels, lessons, articles

level-number = Level { $number }
level-in-progress = In the making
level-teased-title = Some of what you learn
level-join-title = Would you like to join?
level-join-lead = The levels are open to members. See what is ready, and when you can join.
lesson-count = { $count ->
    [one] One lesson
   *[other] { $count } lessons
 }
lesson-number = Lesson { $number } of { $count }
lesson-list-label = Lessons
lesson-list-title = Lessons in { $month }
lesson-opens = Opens on { $date }
toc-title = On this page
reading-minutes = { $count ->
    [one] One minute to read
   *[other] { $count } minutes to read
 }
task-count = { $count ->
    [one] One task
   *[other] { $count } tasks
 }
ticks-save = Save what I have ticked
ticks-see = See the tasks on a page of their own
ticks-kept = Saved. You will find it on your other devices.
ticks-failed = The tick was not saved. Check that you are online, and try again.
ticks-unread = We could not fetch what you have ticked before. It is not lost.
tasks-title = Your tasks
tasks-lead = Tick what you have done, and save. You will find it on all your devices.
tasks-saved = Saved. This is how it stands now.
tasks-left = { $left ->
    [0] All is done.
    [one] One task left.
   *[other] { $left }{ "\u00A0" }tasks left.
 }
tasks-submit = Save
feedback-title = Say what you think
feedback-label = What helped, and what is missing?
feedback-most = Up to { $most } characters. { $seller } reads everything, and sees that it is you who writes.
feedback-submit = Send
downloads-title = Downloads
pager-label = Previous and next lesson
pager-previous = Previous
pager-next = Next
home-first = Welcome
home-again = Welcome back
home-go-on = Continue where you left off
home-begin = Begin here
home-go-on-button = Continue
home-begin-button = Begin
home-ticked = { $ticked } of { $tasks } tasks done
home-levels = Your levels
home-counted = { $counted ->
    [0] No tasks yet.
   *[other] { $done } of { $counted } lessons done.
 }
home-done = Completed
home-here = You are here
home-opens = Opens { $date }
home-not-yours = Not in your membership
home-new = New since last time
faq-title = Questions we often get
articles-lead = All the articles, the newest first.
articles-none = Articles will appear here.
levels-lead = What you learn at each level, and what is ready.
topics-label = Topics
topics-all = All
topic-title = Articles about { $topic }
topic-lead = Everything we have written about { $topic }.
article-onwards-title = Would you like to practise with us?
article-onwards-link = See what { $title } is
article-related-title = Read on

locked-title = This page is for members
locked-sign-in-title = Are you a member?
locked-join-title = Not a member?
way-in-open = Sales are open until { $moment }. If you join, you can read on here.
way-in-waitlist = The next round opens { $date }. On the waitlist you hear when it happens.
way-in-closed = Sales are closed between the rounds. On the waitlist you hear when they open again.
locked-other-title = You are signed in
locked-other-lead = Your membership does not open this page. What it does open is on the members’ page.
locked-opens = This part opens for you on { $date }.

## Blocks in texts

callout-note = Note
callout-tip = Tip
callout-important = Important
callout-warning = Warning
callout-caution = Caution
countdown-opens = { $launch } opens
countdown-closes = { $launch } closes
event-until = to
event-calendar = Add to your calendar
seats-unlimited = There is no limit to the number of places.
seats-from = from { $date }
seats-live-link = See how many are free now
transcript-title = Read what is said
video-play = Play from { $host }
video-at-host = Watch it at { $host }

## Notices

waitlist-sent-title = Check your inbox
waitlist-sent-lead = If the address can be put on the list, an e-mail is on its way. Use the link in it to confirm. If you cannot find it, look among your spam. If you are on the list already, none comes.
waitlist-confirm-title = Confirm your place on the waitlist
waitlist-confirm-lead = One more press, and you are on the list. You get an e-mail when the next round opens.
waitlist-confirm-button = Yes, put me on the list
waitlist-confirmed-title = You are on the waitlist
waitlist-confirmed-lead = We send you an e-mail when the next round opens. There is nothing more to do.
waitlist-leave-title = Leave the waitlist?
waitlist-leave-lead = You will get no more e-mails about when we open.
waitlist-leave-button = Yes, take me off the list
waitlist-left-title = You are off the waitlist
waitlist-left-lead = You will get no more e-mails about when we open. If you change your mind, you are welcome back.
offer-sent-title = Check your inbox
offer-sent-lead = If the address can receive e-mail from us, a link to buy is on its way. If you cannot find it, look among your spam.
offer-open-title = See your price
offer-open-lead = Go on to the prices for your e-mail address. You are not buying anything yet.
offer-open-button = Show my prices
sign-in-sent-title = Check your inbox
sign-in-sent-lead = If the address belongs to a membership, a link is on its way by e-mail. It works for a quarter of an hour. If you cannot find it, look among your spam.
sign-in-open-title = Sign in
sign-in-open-lead = Press the button, and you are signed in on this device.
sign-in-open-button = Sign me in
signed-out-title = You are signed out
signed-out-lead = Welcome back whenever you like.
link-expired-title = The link no longer works
link-expired-lead = It has been used, is too old or was not copied whole. Ask for a new one where you asked for this one. If you wanted to leave the waitlist, write to us. The address is at the bottom of the page.
seats-held-title = All the free places are held right now
seats-held-lead = Somebody is about to pay. If they stop, the place is free again. Try again in a few minutes. You can also join the waitlist, and you hear when the next round opens.
sold-out-title = Every place is taken
sold-out-lead = This round is full. Join the waitlist, and you hear when the next round opens.
not-open-title = Sales have not opened yet
not-open-lead = Join the waitlist, and you get an e-mail when they open.
launch-closed-title = This round is over
launch-closed-lead = Sales are closed. Join the waitlist, and you hear when the next round opens.
hold-expired-title = The place is no longer held
hold-expired-lead = Time ran out before the payment was finished, so the place is free again. You have paid nothing. You can start again if there are places left.
already-member-title = You are already a member
already-member-lead = There is a membership for your address. Sign in to use it.
checkout-cancelled-title = You have not paid yet
checkout-cancelled-lead = We still hold the place for you for a little while, at { $interval ->
    [year] { $price } a year
    [once] { $price }, once
   *[other] { $price } a month
 }. You can go back to your order and pay from there.
checkout-waiting-title = We are waiting to hear about the payment
checkout-waiting-lead = It usually takes a few seconds. The page asks again by itself, so you can leave it open. You also get an e-mail when all is well, and you need not pay again.
checkout-paid-title = Your payment has arrived
checkout-paid-lead = The receipt is on its way to you by e-mail. Sign in with that e-mail address, and you are in.
paid-twice-title = You will get this payment back
paid-twice-lead = There is a membership on your address already, and it stands as it was. The money goes back by itself, to where you paid from. There is nothing you need to do.
gave-up-title = The place is free again
gave-up-lead = You have paid nothing. If you change your mind, you can start again while there are places left.
withdraw-sent-title = Check your inbox
withdraw-sent-lead = If the address belongs to a membership, an e-mail with a button is on its way. Confirm there. Today counts as the day you withdrew, even if you read the e-mail later. If nothing comes, look among your spam, or write to us.
withdrawn-title = You have withdrawn from the purchase
withdrawn-lead = Your membership has ended, and you are not charged again. The receipt is on its way to you by e-mail, and says what you get back. The money goes back to where you paid from, within 14 days at the latest.
withdrawn-already-title = You have already withdrawn from the purchase
withdrawn-already-lead = Your membership has ended, and you are not charged again. You had the receipt by e-mail when you withdrew, and it says what you get back. If you cannot find it, write to us. The address is at the bottom of the page.
erased-title = We are erasing you now
erased-lead = You are signed out, and within minutes everything is erased. You get one more e-mail, and then no more.
withdraw-too-late-title = You can no longer withdraw from this purchase
withdraw-too-late-lead = Either the withdrawal period is over, or the membership had ended before or was not bought here. If you no longer want to be a member, you can cancel whenever you like. If you think this is wrong, write to us. The address is at the bottom of the page.
access-ended-title = Your membership has ended
access-ended-lead = The period you had paid for was over on { $date }. That is why the members’ pages are closed to you.
access-ended-lead-early = Your membership has ended, so the members’ pages are closed to you.
access-ended-back = Would you like to come back?
access-kept = If you come back before { $moment }, you keep your price: { $interval ->
    [year] { $price } a year
    [once] { $price } once
   *[other] { $price } a month
 }.
access-kept-button = Come back to my price
access-ended-wrong = Is this not right?
access-lapsed-title = We have not received your payment
access-lapsed-lead = Your membership should have been renewed, but the payment has not come. That is why the members’ pages are closed to you.
access-lapsed-do = Change your card, and the payment provider tries again. Once the payment has come, the pages open again, and you keep your price.
access-lapsed-button = Change card
access-lapsed-help = Do you need help?
access-disputed-title = We are waiting for your bank
access-disputed-lead = The bank is looking into an objection to the payment for your membership. The members’ pages are closed to you until that is decided.
access-disputed-do = If it is a misunderstanding, write to us. We will sort it out together.
access-revoked-title = Your access has been withdrawn
access-revoked-lead = You cannot open the members’ pages. Write to us if you want to know why, or think that it is a mistake.
code-expired-title = The code is no longer valid
code-expired-lead = It is too old, used, tried too many times, or meant for another browser. Ask for a new one. The link in the e-mail still works if it is less than a quarter of an hour old and unused.
busy-title = Many people are here right now
busy-lead = So many are here at once that we did not get to answer you. Nothing was lost. Wait a few seconds, go back and try again.
too-many-title = Too many attempts
too-many-lead = There have been unusually many attempts from the network you are on. Wait until the next full hour, and try again.
no-access-title = The page does not open yet
no-access-lead = You have access, but it may take a few seconds until it is settled everywhere. Wait a moment, and try again.
feedback-thanks-title = Thank you for writing
feedback-thanks-lead = It is saved, and { $seller } reads it. That is how next month gets better.
not-open-to-you-title = The lesson is not open to you now
not-open-to-you-lead = Sign in again, or see whether your membership still runs. What you ticked before is not lost.
too-large-title = The form was too large
too-large-lead = What you sent was longer than we can take. Make it shorter and try again.
bad-request-title = We did not understand what you sent
bad-request-lead = Go back, reload the page and try again.
not-utf8-title = Some of the characters could not be read
not-utf8-lead = Go back, write the text anew and try again.
wrong-method-title = This address cannot be opened like this
wrong-method-lead = It only takes forms. Go to the front page and start from there.
foreign-origin-title = The form came from another site
foreign-origin-lead = For your safety we only take forms from our own pages. Open the page with us and try again.
search-title = Search
search-label = What are you looking for?
search-submit = Search
search-no-script = The search needs JavaScript.
search-articles = See all articles
search-none = We found nothing. Try another word.
search-found = { $count ->
    [one] One result
   *[other] { $count } results
 }
search-failed = The search is not answering right now. Try again in a moment.
moved-title = The page has moved
moved-lead = You are being led on. If nothing happens, use the link.
moved-link = Go to the page
not-found-title = We cannot find the page
not-found-lead = The address may be misspelt, or the page may have moved.
broken-title = Something went wrong on our side
broken-lead = It is not your fault. Wait a little and try again. If it does not help, write to us. The address is at the bottom of the page.

## Mails

mail-link-instead = If the button does not work, copy this address into your browser:
mail-code = Reading this on another device? Type this code where you asked to sign in:
mail-unsubscribe = Stop these e-mails
mail-waitlist-confirm-subject = Confirm your place on the waitlist of { $title }
mail-waitlist-confirm-lead = Somebody, we hope you, put your address on the waitlist of { $title }. Open the link and press the button there, and you are on the list.
mail-waitlist-confirm-button = Confirm my place
mail-waitlist-confirm-small = If it was not you, there is nothing to do. Without a confirmation you hear no more from us.
mail-waitlist-welcome-subject = You are on the waitlist of { $title }
mail-waitlist-welcome-lead = Thank you for wanting to know when we open. You get an e-mail when we open, and only then do you decide.
mail-waitlist-welcome-button = See what { $title } is
mail-waitlist-welcome-small = You get this e-mail because you confirmed your place on the waitlist. You can leave whenever you like.
mail-offer-link-subject = Your link to { $title }
mail-offer-link-lead = Here is the link to buy. It shows the price for your address. You buy nothing until you order.
mail-offer-link-button = Go on to buy
mail-offer-link-small = The link is personal, so do not pass it on. If you did not ask for it, you can ignore this e-mail.
mail-price = { $interval ->
    [year] { $title }: { $price } a year
    [once] { $title }: { $price } once
   *[other] { $title }: { $price } a month
 }
mail-closes = It is open until { $moment }.
mail-announce-opening-subject = { $title } is open
mail-announce-opening-lead = { $launch } is open now. The link shows the price for your address. You buy nothing before you order it yourself.
mail-announce-opening-button = See your offer
mail-announce-opening-small = The link is yours and works until the round closes, so do not pass it on. You get this mail because you are on the waitlist or on one of our mailing lists.
mail-announce-reminder-subject = { $title } is open for a few more days
mail-announce-reminder-lead = { $launch } is coming to its end. If you want to join, your offer is behind the link. If now is not the time, you can wait for a later round.
mail-announce-reminder-button = See your offer
mail-announce-reminder-small = The link is yours and works until the round closes, so do not pass it on. You get this mail because you are on the waitlist or on one of our mailing lists.
mail-announce-last-call-subject = { $title } closes soon
mail-announce-last-call-lead = This is the last mail before { $launch } closes. After that it is closed until the next round.
mail-announce-last-call-button = See your offer
mail-announce-last-call-small = The link is yours and works until the round closes, so do not pass it on. You get this mail because you are on the waitlist or on one of our mailing lists.
mail-announce-closed-subject = { $title } is closed now
mail-announce-closed-lead = { $launch } is over. If you are on the waitlist, you stay there and hear from us when we open again. If not, you can join it now.
mail-announce-closed-button = Go to the waitlist
mail-announce-closed-small = If you do not want to hear from us any more, you can leave.
mail-sign-in-subject = Sign in to { $title }
mail-sign-in-lead = Open the link and press the button there, and you are in. The link works once and lasts for a quarter of an hour.
mail-sign-in-button = Sign in
mail-sign-in-small = If you did not ask to sign in, you can ignore this e-mail. Nobody gets in without the link.
mail-order-subject = Welcome to { $title }: your order is confirmed
mail-order-lead = Thank you for joining. Your payment has arrived, and the members’ pages are open to you. Keep this e-mail. It is your receipt.
mail-order-button = Go to the members’ page
mail-order-small = You sign in with this e-mail address. You need no password.
mail-paid-twice-subject = You will get a payment to { $title } back
mail-paid-twice-lead = There is a membership on your address already, and it stands as it was. The payment you have just made goes back by itself, to where you paid from.
mail-paid-twice-small = There is nothing you need to do. If you have a question, write to us. The address is below.
mail-payment-failed-subject = Your payment to { $title } did not go through
mail-payment-failed-lead = We could not collect the payment for your membership. You can read on until { $date }. If you change your card before then, everything goes on as before, and you keep your price.
mail-payment-failed-button = Change card
mail-payment-failed-small = The payment provider also tries the old card again. If you have settled it already, there is nothing you need to do.
mail-cancelled-subject = Your membership of { $title } is cancelled
mail-cancelled-lead = Your membership is cancelled. You can read on until { $date }, and you are not charged again.
mail-cancelled-button = Take the membership up again
mail-cancelled-small = If you change your mind, you can take it up again until it ends. Everything is then as before, the price too.
mail-taken-up-subject = Your membership of { $title } goes on
mail-taken-up-lead = How nice that you are staying. Your membership goes on as before, at the same price. The next payment is on { $date }.
mail-taken-up-button = See your membership
mail-taken-up-small = You can cancel again whenever you like, on the same page.
mail-ended-unpaid-subject = Your membership of { $title } has ended
mail-ended-unpaid-lead = Your last payment did not come, and your membership has now ended. The members’ pages are closed to you, and you are not charged again.
mail-ended-unpaid-button = See your membership
mail-ended-unpaid-small = If you want to come back, you are welcome. If you have a question, write to us. The address is below.
mail-ended-refunded-subject = Your payment to { $title } has been paid back
mail-ended-refunded-lead = You have been paid { $amount } back. So your membership has ended, and the members’ pages are closed to you. You are not charged again.
mail-ended-refunded-small = If you think this is a mistake, write to us. The address is below.
mail-withdraw-subject = Confirm that you withdraw from your purchase of { $title }
mail-withdraw-lead = Somebody, we hope you, asked to withdraw from the purchase of your membership of { $title }. Open the link, and you see what you get back, and confirm with a button.
mail-withdraw-button = Check and confirm
mail-withdraw-small = The link works for 14 days, and the day you asked for it counts as the day you withdrew. If it was not you, there is nothing to do. Without a confirmation your membership stands as before.
mail-withdrawn-subject = Receipt: you have withdrawn from your purchase of { $title }
mail-withdrawn-lead = You have withdrawn from the contract for membership of { $title } ({ $offer }). We received your message { $moment }. Your membership has ended, the members’ pages are closed, and you are not charged again. { $minor ->
    [0] The time you had paid for was used up, so there is nothing to pay back.
   *[other] You get { $amount } back, to where you paid from, no later than 14 days after you told us.
 }
mail-withdrawn-small = Keep this e-mail. It is your receipt for having withdrawn.
mail-erased-subject = We are erasing what we know about you in { $title }
mail-erased-lead = You have asked us to erase everything we know about you, and we are doing so now. The membership has ended, and you are charged no more. We must keep the accounts, but without your address.
mail-erased-small = This is the last e-mail from us. If it was not you who asked, reply to it at once.
mail-member-added-subject = You are a member of { $title }
mail-member-added-lead = { $seller } has added you as a member of { $title }, and the members’ pages are open to you. Welcome.
mail-member-added-button = Sign in
mail-member-added-small = You sign in with this e-mail address and need no password. If you know nothing of this, write to us. The address is below.
mail-address-changed-subject = A new e-mail address for your membership of { $title }
mail-address-changed-lead = The e-mail address of your membership has changed. From now on you sign in with the new one, and our e-mails go there. All else is as before.
mail-address-changed-button = Sign in
mail-address-changed-small = We send this to both the old and the new address. If you did not ask for the change, write to us at once. The address is below.
mail-report-late-subject = A payment came after its place was free again
mail-report-late-lead = A buyer paid after we had stopped holding the place. The purchase stands all the same. It is counted apart, so the round may have one member more than it has places.
mail-report-late-button = Go to { $title }
mail-report-late-small = There is nothing you need to do. You get this e-mail because you are the seller.
mail-report-twice-subject = A member has paid twice
mail-report-twice-lead = A member has paid a second time. The new payment is given back by itself, and what it began is ended. The membership stands as it was, and the member has been told.
mail-report-twice-button = Go to { $title }
mail-report-twice-small = There is nothing you need to do. You get this e-mail because you are the seller.
mail-report-dispute-subject = A member claims a payment back through their bank
mail-report-dispute-lead = A member has objected to a payment of { $amount }. Answer it at the payment provider. It also says there how long you have. The members’ pages are closed to the member until it is decided.
mail-report-dispute-small = If it is decided for you, the pages open again by themselves. You get this e-mail because you are the seller.
mail-report-withdrawn-subject = A member has withdrawn from their purchase
mail-report-withdrawn-lead = A member has used the right of withdrawal, and the membership has ended. { $minor ->
    [0] There is nothing to pay back.
   *[other] { $amount } is paid back by itself.
 }
mail-report-withdrawn-small = There is nothing you need to do. The member has a receipt. You get this e-mail because you are the seller.
mail-report-reconciled-subject = Last night’s comparison of the memberships
mail-report-reconciled-lead = Last night the memberships were compared with what the payment provider knows. { $repaired ->
    [0] None had to be put right.
    [one] One stood differently and is put right.
   *[other] { $repaired } stood differently and are put right.
 } { $count ->
    [0] There is nothing you need to do.
    [one] One thing could not be put right, and you must look at it:
   *[other] { $count } things could not be put right, and you must look at them:
 }
mail-report-reconciled-small = The comparison is made every night. You get this e-mail because you are the seller.

withdrawal-title = Right of withdrawal
withdrawal-right = You may withdraw from the contract within 14 days without giving any reason. The period is counted from the day after you ordered. If its last day is a Saturday, a Sunday or a public holiday, it runs until the next working day.
withdrawal-how = To withdraw, you may use the link below, without signing in. You may also tell { $seller } clearly in another way, for example by e-mail to { $email } or by letter to { $address }. You may use the form below, but you need not. It is enough that you send your message before the period is over.
withdrawal-refund = You get back what you have paid within 14 days of our receiving your message, by the means you paid with. If you expressly asked for the membership to begin before the withdrawal period was over, we may deduct for the days you have been a member.
withdrawal-form-title = Withdrawal form
withdrawal-form-lead = Fill in and send this form only if you wish to withdraw from the contract.
withdrawal-form-to = To: { $seller }, { $address }, { $email }
withdrawal-form-text = I hereby give notice that I withdraw from the contract for membership of { $title }.
withdrawal-form-date = Ordered on (date)
withdrawal-form-name = My name
withdrawal-form-address = My address
withdrawal-form-email = The e-mail address of my membership
withdrawal-form-today = Date
withdrawal-form-signature = Signature (only if the form is sent on paper)
