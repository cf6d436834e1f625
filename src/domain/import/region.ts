// Regions as ISO 3166-2 codes them ("JP-13") → the name that stands in an address there.

/** By country: what comes behind the hyphen, and the name. */
const names: Readonly<Record<string, string>> = {
  KR: '11 서울특별시,26 부산광역시,27 대구광역시,28 인천광역시,29 광주광역시,30 대전광역시,31 울산광역시,41 경기도,42 강원특별자치도,43 충청북도,44 충청남도,45 전북특별자치도,46 전라남도,47 경상북도,48 경상남도,49 제주특별자치도,50 세종특별자치시',
  JP:
    '01 北海道,02 青森県,03 岩手県,04 宮城県,05 秋田県,06 山形県,07 福島県,08 茨城県,09 栃木県,10 群馬県,11 埼玉県,12 千葉県,13 東京都,14 神奈川県,15 新潟県,16 富山県,17 石川県,18 福井県,19 山梨県,20 長野県,21 岐阜県,22 静岡県,23 愛知県,24 三重県,' +
    '25 滋賀県,26 京都府,27 大阪府,28 兵庫県,29 奈良県,30 和歌山県,31 鳥取県,32 島根県,33 岡山県,34 広島県,35 山口県,36 徳島県,37 香川県,38 愛媛県,39 高知県,40 福岡県,41 佐賀県,42 長崎県,43 熊本県,44 大分県,45 宮崎県,46 鹿児島県,47 沖縄県',
  CN:
    'BJ 北京市,TJ 天津市,HE 河北省,SX 山西省,NM 内蒙古自治区,LN 辽宁省,JL 吉林省,HL 黑龙江省,SH 上海市,JS 江苏省,ZJ 浙江省,AH 安徽省,FJ 福建省,JX 江西省,SD 山东省,HA 河南省,HB 湖北省,HN 湖南省,GD 广东省,GX 广西壮族自治区,' +
    'HI 海南省,CQ 重庆市,SC 四川省,GZ 贵州省,YN 云南省,XZ 西藏自治区,SN 陕西省,GS 甘肃省,QH 青海省,NX 宁夏回族自治区,XJ 新疆维吾尔自治区',
  ES:
    'A Alicante,AB Albacete,AL Almería,AV Ávila,B Barcelona,BA Badajoz,BI Bizkaia,BU Burgos,C A Coruña,CA Cádiz,CC Cáceres,CE Ceuta,CO Córdoba,CR Ciudad Real,CS Castellón,CU Cuenca,GC Las Palmas,GI Girona,GR Granada,GU Guadalajara,' +
    'H Huelva,HU Huesca,J Jaén,L Lleida,LE León,LO La Rioja,LU Lugo,M Madrid,MA Málaga,ML Melilla,MU Murcia,NA Navarra,O Asturias,OR Ourense,P Palencia,PM Illes Balears,PO Pontevedra,S Cantabria,SA Salamanca,SE Sevilla,SG Segovia,' +
    'SO Soria,SS Gipuzkoa,T Tarragona,TE Teruel,TF Santa Cruz de Tenerife,TO Toledo,V Valencia,VA Valladolid,VI Álava,Z Zaragoza,ZA Zamora',
  GB: 'ENG England,SCT Scotland,WLS Wales,NIR Northern Ireland',
};
/** There an address has the code itself. */
const writtenAsCode = new Set(['US', 'CA', 'AU', 'IT', 'BR']);

const byCode: ReadonlyMap<string, string> = new Map(
  Object.entries(names).flatMap(([country, list]) =>
    list.split(',').map((entry) => [`${country}-${entry.slice(0, entry.indexOf(' '))}`, entry.slice(entry.indexOf(' ') + 1)] as const),
  ),
);
const CODE = /^([A-Z]{2})-([A-Z0-9]{1,3})$/;
const PREFECTURE = /^JP\d\d$/;

/** "JP-13" → "東京都", WooCommerce's "JP13" too, "US-NY" → "NY"; what is no code of this country, or not known, stays as it is. */
export function regionName(text: string, country: string | null): string {
  if (text.length === 4 && PREFECTURE.test(text)) return (country ?? 'JP') === 'JP' ? (byCode.get(`JP-${text.slice(2)}`) ?? text) : text;
  const found = text.length <= 6 && text.charCodeAt(2) === HYPHEN ? CODE.exec(text) : null;
  if (!found || (country !== null && country !== found[1])) return text;
  return byCode.get(text) ?? (writtenAsCode.has(found[1] as string) ? (found[2] as string) : text);
}

const HYPHEN = 45;
