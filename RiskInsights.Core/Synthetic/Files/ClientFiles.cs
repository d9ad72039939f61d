using RiskInsights.Core.Synthetic.Ledger;
using RiskInsights.Core.Synthetic.Lives;
using RiskInsights.Core.Synthetic.Randomness;

namespace RiskInsights.Core.Synthetic.Files;

/// <summary>The files with one row per client or account; they are written last, when it is known who left and what was closed.</summary>
internal sealed class ClientFiles(DemoBankOptions options, Identifiers identifiers)
{
    public const string KycHeader = "client_id,full_name,birth_date,email,identity_number,segment,country,region,kyc_status,kyc_risk_rating,joined_on,left_on";

    public const string AccountsHeader = "account_id,client_id,account_type,currency,opened_on,closed_on,credit_limit";

    public const string TruthHeader = "client_id,income,stability,engagement,risk_appetite,fragility,carelessness,defaulted_on,left_on";

    private readonly FakePersonalData _personalData = new(options);

    public void WriteKyc(CsvOutput csv, Client client)
    {
        var random = RandomStream.For(options.Seed, RandomPurpose.PersonalData, client.Index);
        var traits = client.Traits;
        var (fullName, email, identityNumber) = _personalData.Draw(client, ref random);
        Identifiers.WriteClient(csv, client.Index);
        csv.Text(fullName);
        csv.Date(BirthDate(client, ref random));
        csv.Text(email);
        csv.Text(identityNumber);
        csv.Text(traits.Segment.Profile().Code);
        csv.Text(Countries.Home[traits.Country].Code);
        csv.Text(Countries.Home[traits.Country].Regions[traits.Region]);
        csv.Text(Status(client, ref random));
        csv.Text(RiskRating(traits, ref random));
        csv.Date(client.JoinedOn);
        csv.Date(client.LeftOn);
        csv.EndRow();
    }

    public void WriteAccount(CsvOutput csv, Client client, int slot)
    {
        ref readonly var account = ref client.Accounts[slot];
        identifiers.WriteAccount(csv, client.Index, slot);
        Identifiers.WriteClient(csv, client.Index);
        csv.Raw(Codes.AccountTypes[(int)account.Type]);
        csv.Raw("EUR"u8);
        csv.Date(account.OpenedOn);
        csv.Date(account.ClosedOn);
        csv.Amount(account.CreditLimit);
        csv.EndRow();
    }

    public static void WriteTruth(CsvOutput csv, Client client)
    {
        var traits = client.Traits;
        Identifiers.WriteClient(csv, client.Index);
        csv.Amount(traits.Income);
        csv.Fraction(traits.Stability);
        csv.Fraction(traits.Engagement);
        csv.Fraction(traits.RiskAppetite);
        csv.Fraction(traits.Fragility);
        csv.Fraction(traits.Carelessness);
        csv.Date(client.DefaultedOn);
        csv.Date(client.LeftOn);
        csv.EndRow();
    }

    /// <summary>Adults on joining; students 18 to 26. Businesses have their representative's date.</summary>
    private static int BirthDate(Client client, ref RandomStream random)
    {
        double age = client.Traits.Segment == Segment.Student ? random.Between(18, 27) : 20 + 55 * (random.NextDouble() + random.NextDouble()) / 2;
        return client.JoinedOn - (int)(age * 365.25);
    }

    private string Status(Client client, ref RandomStream random)
    {
        bool recent = options.EndsOn.DayNumber - client.JoinedOn < 60;
        double u = random.NextDouble();
        return recent && u < 0.5 ? "pending" : u < 0.926 ? "verified" : u < 0.975 ? "expired" : u < 0.994 ? "pending" : "refused";
    }

    /// <summary>The officer's opinion: the hidden appetite for risk seen through much noise, stricter for businesses.</summary>
    private static string RiskRating(in ClientTraits traits, ref RandomStream random)
    {
        double opinion = 0.5 * traits.RiskAppetite + random.Normal() + (traits.Segment.IsBusiness() ? 0.6 : 0);
        return opinion > 2.2 ? "high" : opinion > 1.1 ? "medium" : "low";
    }
}
