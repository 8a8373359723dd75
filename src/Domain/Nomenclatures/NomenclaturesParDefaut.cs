namespace Parcoursup.Gateway.Domain.Nomenclatures;

/// <summary>
/// The shipped tables (rule C3). Countries: INSEE's country code without its leading 99, which is Apogée's
/// <c>codPay</c>, by ISO 3166 alpha-2 code. An établissement's own entries come before these.
/// </summary>
public static class NomenclaturesParDefaut
{
    private const string PaysInsee =
        "AF212 ZA303 AL125 DZ352 DE109 AD130 AO395 SA201 AR415 AM252 AU501 AT110 AZ253 BS436 BH249 BD246 BB434 BE131 BZ429 BJ327 " +
        "BT214 BY148 MM224 BO418 BA118 BW347 BR416 BN225 BG111 BF331 BI321 KH234 CM322 CA401 CV396 CF323 CL417 CN216 CY254 CO419 " +
        "KM397 CG324 CD312 KP238 KR239 CR406 CI326 HR119 CU407 DK101 DJ399 DO408 EG301 SV414 AE247 EC420 ER317 ES134 EE106 US404 " +
        "ET315 FJ508 FI105 FR100 GA328 GM304 GE255 GH329 GR126 GT409 GN330 GW392 GQ314 GY428 HT410 HN411 HU112 IN223 ID231 IQ203 " +
        "IR204 IE136 IS102 IL207 IT127 JM426 JP217 JO222 KZ256 KE332 KG257 KW240 LA241 LS348 LV107 LB205 LR302 LY316 LT108 LU137 " +
        "MK156 MG333 MY227 MW334 MV229 ML335 MT144 MA350 MU390 MR336 MX405 MD151 MC138 MN242 ME120 MZ393 NA311 NP215 NI412 NE337 " +
        "NG338 NO103 NZ502 OM250 UG339 UZ258 PK213 PA413 PG510 PY421 NL135 PE422 PH220 PL122 PT139 QA248 RO114 GB132 RU123 RW340 " +
        "SN341 RS121 SC398 SL342 SG226 SK117 SI145 SO318 SD343 LK235 SE104 CH140 SR437 SZ391 SY206 TJ259 TW236 TZ309 TD344 CZ116 " +
        "TH219 TG345 TT433 TN351 TM260 TR208 UA155 UY423 VE424 VN243 YE251 ZM346 ZW310 " +
        "AG441 DM438 EH389 FM516 GD435 KI513 KN442 LC439 LI113 MH515 NR507 PS261 PW517 SB512 SM128 SS349 ST394 TL262 TO509 TV511 " +
        "VA129 VC440 VU514 WS506 XK157 AW431 CW444 GI133 GL430 HK230 MO232 PR432 SX445";

    // Overseas France has ISO codes of its own; for INSEE it is France, and the département tells the rest.
    private const string OutreMer = "GP MQ GF RE YT PM BL MF WF PF NC TF";

    public static readonly IReadOnlyDictionary<string, IReadOnlyDictionary<string, string>> Tables =
        new Dictionary<string, IReadOnlyDictionary<string, string>>
        {
            [TablesNomenclature.Pays] = PaysInsee.Split(' ').Concat(OutreMer.Split(' ').Select(p => p + "100"))
                .ToDictionary(p => p[..2], p => p[2..]),
            [TablesNomenclature.MentionBac] = new Dictionary<string, string> { ["P"] = "P", ["AB"] = "AB", ["B"] = "B", ["TB"] = "TB" },
        };
}
