/** Rows of keys and letters that fingers walk along. */
const walks = [
  'abcdefghijklmnopqrstuvwxyz',
  'абвгдеёжзийклмнопрстуфхцчшщъыьэюя',
  '01234567890123456789',
  '1234567890-=',
  "qwertyuiop[]asdfghjkl;'zxcvbnm,./",
  'йцукенгшщзхъфывапролджэячсмитьбю',
  '1qaz2wsx3edc4rfv5tgb6yhn7ujm8ik,9ol.0p;/',
  '1q2w3e4r5t6y7u8i9o0p',
  'q1w2e3r4t5y6u7i8o9p0',
  '1й2ц3у4к5е6н7г8ш9щ0з',
  'qazwsxedcrfvtgbyhnujmikolp',
];
const backwards = walks.map((walk) => [...walk].toReversed().join(''));

/** Words that passwords of ten and more characters are most often made of, alone or with digits around them. */
const words = new Set(
  `password passwort passw0rd p@ssw0rd p@ssword parol parolparol пароль парольпароль qwerty qwertyuiop qwerty123 йцукен ghbdtn пользователь
  user username login admin administrator administrador root welcome letmein iloveyou iloveyousomuch sunshine princess princesa football
  baseball basketball superman spiderman batman pokemon starwars jordan michael jessica chocolate butterfly liverpool chelsea arsenal
  manchester barcelona zenit spartak dragon monkey master shadow killer freedom whatever trustno1 computer internet samsung google facebook
  vkontakte instagram microsoft changeme default secret temp test testtest testing guest demo voronka воронка sales отделпродаж moscow
  moskva москва россия russia любовь солнышко наташа natasha marina andrey sergey alexander александр ekaterina privet привет zxcvbnm
  asdfghjkl qazwsx hello helloworld mynameis strongpassword mypassword newpassword correcthorsebatterystaple`
    .split(/\s+/)
    .filter(Boolean),
);

/** Whether a password (in lower case) is among the first that are tried: a walk over keys, a repetition, or a common word with digits. */
export function isCommon(password: string): boolean {
  if (new Set(password).size <= 3) return true;
  if (/^(.{1,5})\1+.{0,4}$/u.test(password)) return true;
  if ([...walks, ...backwards].some((walk) => walk.includes(password))) return true;
  const bare = password.replace(/^[\d\W_]+|[\d\W_]+$/gu, '');
  const letters = password.replace(/[^\p{L}\p{N}]/gu, '').replace(/^\d+|\d+$/g, '');
  return [password, bare, letters].some((word) => words.has(word)) || isWalkAndDigits(password);
}

function isWalkAndDigits(password: string): boolean {
  const [, walked = ''] = /^[\d!@#$%^&*]{0,4}(.*?)[\d!@#$%^&*]{0,4}$/u.exec(password) ?? [];
  return walked.length >= 6 && [...walks, ...backwards].some((walk) => walk.includes(walked));
}
