using System.Globalization;
using Bogus;
using Bogus.DataSets;
using RiskInsights.Core.Synthetic.Lives;
using RiskInsights.Core.Synthetic.Randomness;

namespace RiskInsights.Core.Synthetic.Files;

/// <summary>Invented names, e-mail addresses and identity numbers, by Bogus. E-mail domains are example.com and its like, which nobody owns.</summary>
internal sealed class FakePersonalData(DemoBankOptions options)
{
    private readonly Dictionary<string, (Name Names, Internet Internet, Company Companies)> _sources = new(StringComparer.Ordinal);

    public (string FullName, string Email, string IdentityNumber) Draw(Client client, ref RandomStream random)
    {
        string[] locales = Countries.Home[client.Traits.Country].Locales;
        var (names, internet, companies) = Source(locales[random.Below(locales.Length)]);
        var randomizer = new Randomizer(unchecked((int)RandomStream.For(options.Seed, RandomPurpose.PersonalData, client.Index).NextUInt64()));
        (names.Random, internet.Random, companies.Random) = (randomizer, randomizer, randomizer);

        // Bogus lowers and formats with the current culture; a Turkish one would change the addresses.
        var culture = CultureInfo.CurrentCulture;
        CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
        try
        {
            string first = names.FirstName(), last = names.LastName();
            string fullName = client.Traits.Segment == Segment.Corporate ? companies.CompanyName(0) : $"{first} {last}";
            return (fullName, internet.ExampleEmail(first, last), randomizer.Replace("##-####-####-##"));
        }
        finally
        {
            CultureInfo.CurrentCulture = culture;
        }
    }

    private (Name Names, Internet Internet, Company Companies) Source(string locale)
    {
        if (!_sources.TryGetValue(locale, out var source))
            _sources[locale] = source = (new Name(locale), new Internet(locale), new Company(locale));
        return source;
    }
}
