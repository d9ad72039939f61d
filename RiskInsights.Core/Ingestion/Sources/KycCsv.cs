using RiskInsights.Core.Ingestion.Clients;
using RiskInsights.Core.Ingestion.Csv;
using RiskInsights.Core.Ingestion.Loading;
using RiskInsights.Core.Ingestion.Values;

namespace RiskInsights.Core.Ingestion.Sources;

/// <summary>kyc.csv: who the clients are. Of the person only the birth year stays, under a pseudonym.</summary>
internal sealed class KycCsv : CsvSource<ClientRecord>
{
    private static readonly CsvColumns Layout = [];
    private static readonly CsvColumn Id = Layout.Required("client_id", CsvColumnKind.ClientId);
    private static readonly CsvColumn BirthDate = Layout.Required("birth_date", CsvColumnKind.Date);
    private static readonly CsvColumn Segment = Layout.Required("segment", CsvColumnKind.Code);
    private static readonly CsvColumn Country = Layout.Required("country", CsvColumnKind.Code);
    private static readonly CsvColumn Region = Layout.Optional("region", CsvColumnKind.Text);
    private static readonly CsvColumn KycStatus = Layout.Required("kyc_status", CsvColumnKind.Code);
    private static readonly CsvColumn KycRiskRating = Layout.Required("kyc_risk_rating", CsvColumnKind.Code);
    private static readonly CsvColumn JoinedOn = Layout.Required("joined_on", CsvColumnKind.Date);
    private static readonly CsvColumn LeftOn = Layout.Optional("left_on", CsvColumnKind.Date);

    static KycCsv()
    {
        foreach (var personal in (string[])["full_name", "email", "identity_number"])
            Layout.Optional(personal, CsvColumnKind.NotKept);
    }

    public override string Name => "kyc";

    public override string Family => Families.Canonical;

    public override int LoadOrder => 1;

    public override string FilePattern => "*.csv";

    public override IReadOnlyList<CsvColumn> Columns => Layout;

    public override bool LineBreaksInQuotes => true;

    private protected override (Func<SourceRow, ClientRecord> Parse, ITarget<ClientRecord> Target) Open(CsvInput input, LoadContext context) =>
        (Parse, new ClientTable(context));

    private static ClientRecord Parse(SourceRow row)
    {
        var born = row.OptionalDate(BirthDate);
        var joined = row.OptionalDate(JoinedOn);
        var left = row.OptionalDate(LeftOn);
        if (joined < born)
            row.Reject(Rules.DatesOutOfOrder, JoinedOn);
        if (left < joined)
            row.Reject(Rules.DatesOutOfOrder, LeftOn);
        return new ClientRecord
        {
            ClientId = row.Client(Id),
            Segment = Codes.Segments[row.Code(Segment, Codes.Segments)],
            Country = CountryCode.Text(row.Country(Country)),
            Region = row.OptionalText(Region),
            BirthYear = born / 10000,
            KycStatus = Codes.KycStatuses[row.Code(KycStatus, Codes.KycStatuses)],
            KycRiskRating = Codes.RiskRatings[row.Code(KycRiskRating, Codes.RiskRatings)],
            JoinedOn = row.Day(joined),
            LeftOn = row.Day(left),
        };
    }
}
