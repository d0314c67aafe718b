"""The Telegram bot, from the incoming update to the message that was sent.

`polling` fetches updates and writes them down; `chat_queues` takes them chat by chat; `handlers` tells what each wants of the
`controllers`, which write messages down; `sending` sends these at the pace that `pacing` allows. `bot` starts and stops it all.
"""

import os

# python-telegram-bot announces that waiting times will be given as timedelta, and lets programs ask for it at once.
os.environ.setdefault("PTB_TIMEDELTA", "1")
