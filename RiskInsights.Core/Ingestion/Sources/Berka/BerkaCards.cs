using System.Text;
using RiskInsights.Core.Ingestion.Accounts;
using RiskInsights.Core.Ingestion.Csv;
using RiskInsights.Core.Ingestion.Events;
using RiskInsights.Core.Ingestion.Loading;

namespace RiskInsights.Core.Ingestion.Sources.Berka;

/// <summary>card.asc: an event card_issued for each card.</summary>
internal sealed class BerkaCards : CsvSource<EventRecord[]>
{
    private static readonly CsvColumns Layout = [];
    private static readonly CsvColumn Id = Layout.Required("card_id", CsvColumnKind.Text);
    private static readonly CsvColumn DispositionId = Layout.Required("disp_id", CsvColumnKind.Text);
    private static readonly CsvColumn Type = Layout.Required("type", CsvColumnKind.Text);
    private static readonly CsvColumn Issued = Layout.Required("issued", CsvColumnKind.Date);

    public override string Name => "berka_card";

    public override string Family => Families.Berka;

    public override int LoadOrder => 4;

    public override string FilePattern => "card.asc";

    public override IReadOnlyList<CsvColumn> Columns => Layout;

    public override IReadOnlyList<string> Companions => [BerkaDispositions.FileName];

    private protected override (Func<SourceRow, EventRecord[]> Parse, ITarget<EventRecord[]> Target) Open(CsvInput input, LoadContext context)
    {
        var dispositions = BerkaDispositions.Read(input.File, context.Options);
        var (clients, accounts, pseudonyms) = (context.Clients, context.Accounts, context.Pseudonyms);
        return (Parse, new EventTable(context));

        EventRecord[] Parse(SourceRow row)
        {
            var client = 0;
            if (!dispositions.TryFind(row.Text(DispositionId), out var disposition)
                || !clients.TryFind(pseudonyms.Of(Encoding.UTF8.GetBytes(disposition.ClientId)), out client))
            {
                row.Reject(Rules.UnknownClient, DispositionId);
            }

            var account = default(AccountEntry);
            if (disposition.AccountId is { } id && !accounts.TryFind(Encoding.UTF8.GetBytes(id), out account))
                row.Reject(Rules.UnknownAccount, DispositionId);
            return
            [
                new EventRecord
                {
                    EventId = "card-" + row.Text(Id),
                    ClientKey = client,
                    AccountKey = row.Broken is null ? account.AccountKey : null,
                    DateKey = row.ShortDate(Issued),
                    EventType = "card_issued",
                },
            ];
        }
    }
}
