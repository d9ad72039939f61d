namespace RiskInsights.Core.Ingestion.Values;

/// <summary>A country by its two letters of ISO 3166-1, packed into 16 bits: the first letter is the high byte.</summary>
internal static class CountryCode
{
    private const string Assigned =
        "AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BT BV BW BY BZ "
        + "CA CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG EH ER ES ET FI FJ FK FM FO FR "
        + "GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GS GT GU GW GY HK HM HN HR HT HU ID IE IL IM IN IO IQ IR IS IT JE JM JO JP "
        + "KE KG KH KI KM KN KP KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN MO MP MQ MR MS MT "
        + "MU MV MW MX MY MZ NA NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM PN PR PS PT PW PY QA RE RO RS RU RW "
        + "SA SB SC SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TF TG TH TJ TK TL TM TN TO TR TT TV TW TZ UA UG "
        + "UM US UY UZ VA VC VE VG VI VN VU WF WS XK YE YT ZA ZM ZW";

    private static readonly bool[] Known = MarkKnown();

    /// <summary>Reads two letters in any case. XK (Kosovo) counts although it is only user-assigned: banks use it.</summary>
    public static bool TryParse(ReadOnlySpan<byte> text, out ushort country)
    {
        country = 0;
        if (text.Length != 2)
            return false;
        int first = (text[0] & ~0x20) - 'A', second = (text[1] & ~0x20) - 'A';
        if ((uint)first > 25 || (uint)second > 25 || !Known[(first * 26) + second])
            return false;
        country = (ushort)(((first + 'A') << 8) | (second + 'A'));
        return true;
    }

    public static ushort Of(string code) => (ushort)((code[0] << 8) | code[1]);

    public static string Text(ushort country) => new([(char)(country >> 8), (char)(country & 0xFF)]);

    private static bool[] MarkKnown()
    {
        var known = new bool[26 * 26];
        foreach (var code in Assigned.Split(' '))
            known[((code[0] - 'A') * 26) + code[1] - 'A'] = true;
        return known;
    }
}
