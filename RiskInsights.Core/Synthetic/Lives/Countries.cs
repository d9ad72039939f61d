using System.Text;
using RiskInsights.Core.Synthetic.Randomness;

namespace RiskInsights.Core.Synthetic.Lives;

/// <summary>A country where the bank has clients.</summary>
/// <param name="Code">ISO 3166-1 alpha-2.</param>
/// <param name="Share">Share of the clients, 0 to 1.</param>
/// <param name="IncomeFactor">Level of incomes beside France's.</param>
/// <param name="Locales">Locales of Bogus that names are drawn from.</param>
/// <param name="Regions">Regions, the first ones with more clients.</param>
internal sealed record HomeCountry(string Code, double Share, double IncomeFactor, string[] Locales, string[] Regions);

/// <summary>Countries of clients and of counterparties. A counterparty's country is an index into <see cref="Codes"/>; the home countries come first.</summary>
internal static class Countries
{
    public static readonly HomeCountry[] Home =
    [
        new("FR", 0.62, 1.00, ["fr"], ["Île-de-France", "Auvergne-Rhône-Alpes", "Occitanie", "Nouvelle-Aquitaine", "Provence-Alpes-Côte d'Azur", "Hauts-de-France", "Grand Est", "Bretagne"]),
        new("BE", 0.15, 1.08, ["fr", "nl_BE"], ["Bruxelles-Capitale", "Vlaanderen", "Wallonie"]),
        new("DE", 0.12, 1.12, ["de"], ["Nordrhein-Westfalen", "Bayern", "Baden-Württemberg", "Hessen", "Berlin"]),
        new("ES", 0.09, 0.82, ["es"], ["Cataluña", "Madrid", "Andalucía", "País Vasco"]),
        new("LU", 0.02, 1.55, ["fr", "de"], ["Luxembourg", "Esch-sur-Alzette"]),
    ];

    /// <summary>Neighbours and holiday countries (from index 5), shops on the web (from 11), and places that few clients ever pay in (from 17).</summary>
    public static readonly byte[][] Codes = Array.ConvertAll(
        ["FR", "BE", "DE", "ES", "LU", "IT", "PT", "NL", "GB", "CH", "MA", "IE", "US", "CN", "SE", "CZ", "PL", "RO", "BR", "TH", "UA", "NG", "PH", "VN"],
        Encoding.ASCII.GetBytes);

    public const int FirstRare = 17;

    private const int FirstHoliday = 3, LastHoliday = 10, FirstWebShop = 7, LastWebShop = 16;

    public static byte Holiday(ref RandomStream random, byte home)
    {
        // One trip in twenty goes far: a rare country alone is no proof of anything.
        byte country = random.Chance(0.05) ? Rare(ref random) : (byte)random.Whole(FirstHoliday, LastHoliday);
        return country == home ? (byte)5 : country;
    }

    public static byte WebShop(ref RandomStream random) => (byte)random.Whole(FirstWebShop, LastWebShop);

    public static byte Rare(ref RandomStream random) => (byte)random.Whole(FirstRare, Codes.Length - 1);
}
