using RiskInsights.Core.Ingestion.Clients;
using RiskInsights.Core.Ingestion.Csv;
using RiskInsights.Core.Ingestion.Files;
using RiskInsights.Core.Ingestion.Loading;
using RiskInsights.Core.Ingestion.Values;

namespace RiskInsights.Core.Ingestion.Sources.Berka;

/// <summary>
/// client.asc. The region comes from the district; the segment from the client's card (junior: student, gold: affluent,
/// otherwise retail); the client joined when the first account that it may use was opened. The bank published no checks of its
/// clients: they count as verified, with medium risk.
/// </summary>
internal sealed class BerkaClients : CsvSource<ClientRecord>
{
    private static readonly CsvColumns Layout = [];
    private static readonly CsvColumn Id = Layout.Required("client_id", CsvColumnKind.ClientId);
    private static readonly CsvColumn BirthNumber = Layout.Required("birth_number", CsvColumnKind.NotKept);
    private static readonly CsvColumn District = Layout.Required("district_id", CsvColumnKind.Code);

    public override string Name => "berka_client";

    public override string Family => Families.Berka;

    public override int LoadOrder => 1;

    public override string FilePattern => "client.asc";

    public override IReadOnlyList<CsvColumn> Columns => Layout;

    public override IReadOnlyList<string> Companions => ["district.asc", BerkaDispositions.FileName, "account.asc", "card.asc"];

    private protected override (Func<SourceRow, ClientRecord> Parse, ITarget<ClientRecord> Target) Open(CsvInput input, LoadContext context)
    {
        var dispositions = BerkaDispositions.Read(input.File, context.Options);
        var regions = CompanionTable.Read(input.File, "district.asc", context.Options, "a1", "a3")
            .ToDictionary(d => d[0], d => d[1], StringComparer.Ordinal);
        var segments = Segments(input.File, context.Options, dispositions);
        var joined = Joined(input.File, context.Options, dispositions);
        return (row => Parse(row, regions, segments, joined), new ClientTable(context));
    }

    private static ClientRecord Parse(SourceRow row, Dictionary<string, string> regions, Dictionary<string, string> segments, Dictionary<string, int> joined)
    {
        var id = row.Text(Id);
        if (!regions.TryGetValue(row.Text(District), out var region))
            row.Reject(Rules.UnknownCode, District);
        return new ClientRecord
        {
            ClientId = row.Client(Id),
            Segment = segments.GetValueOrDefault(id, "retail"),
            Country = "CZ",
            Region = region,
            BirthYear = BirthYear(row),
            KycStatus = "verified",
            KycRiskRating = "medium",
            JoinedOn = joined.TryGetValue(id, out var day) ? row.Day(day) : null,
        };
    }

    /// <summary>yymmdd, with 50 added to a woman's month.</summary>
    private static int BirthYear(SourceRow row)
    {
        Span<byte> text = stackalloc byte[6];
        var born = row[BirthNumber];
        if (born.Length == 6)
        {
            born.CopyTo(text);
            if (text[2] is >= (byte)'5' and <= (byte)'6')
                text[2] -= 5;
            if (DateText.TryParseShort(text, out var day))
                return day / 10000;
        }

        row.Reject(born.IsEmpty ? Rules.MissingValue : Rules.BadDate, BirthNumber);
        return 0;
    }

    private static Dictionary<string, string> Segments(InputFile file, ImportOptions options, BerkaDispositions dispositions)
    {
        var segments = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var card in CompanionTable.Read(file, "card.asc", options, "disp_id", "type"))
        {
            var segment = card[1] switch { "junior" => "student", "gold" => "affluent", _ => "retail" };
            if (dispositions.TryFind(card[0], out var disposition))
                segments[disposition.ClientId] = segment;
        }

        return segments;
    }

    private static Dictionary<string, int> Joined(InputFile file, ImportOptions options, BerkaDispositions dispositions)
    {
        var opened = CompanionTable.Read(file, "account.asc", options, "account_id", "date")
            .Where(a => DateText.TryParseShort(System.Text.Encoding.UTF8.GetBytes(a[1]), out _))
            .ToDictionary(a => a[0], a => int.Parse(a[1], System.Globalization.CultureInfo.InvariantCulture) + 19_000_000, StringComparer.Ordinal);
        return dispositions.All
            .Where(d => opened.ContainsKey(d.AccountId))
            .GroupBy(d => d.ClientId, StringComparer.Ordinal)
            .ToDictionary(g => g.Key, g => g.Min(d => opened[d.AccountId]), StringComparer.Ordinal);
    }
}
