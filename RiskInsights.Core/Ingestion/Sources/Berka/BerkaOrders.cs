using RiskInsights.Core.Ingestion.Csv;
using RiskInsights.Core.Ingestion.Events;
using RiskInsights.Core.Ingestion.Loading;

namespace RiskInsights.Core.Ingestion.Sources.Berka;

/// <summary>
/// order.asc: an event standing_order for each. The bank published no date of them: they are dated at the opening of
/// the account, the earliest day that they can be of.
/// </summary>
internal sealed class BerkaOrders : CsvSource<EventRecord[]>
{
    private static readonly CsvColumns Layout = [];
    private static readonly CsvColumn Id = Layout.Required("order_id", CsvColumnKind.Text);
    private static readonly CsvColumn Account = Layout.Required("account_id", CsvColumnKind.Text);
    private static readonly CsvColumn PayeeBank = Layout.Required("bank_to", CsvColumnKind.Text);
    private static readonly CsvColumn PayeeAccount = Layout.Required("account_to", CsvColumnKind.Text);
    private static readonly CsvColumn Amount = Layout.Required("amount", CsvColumnKind.Money);
    private static readonly CsvColumn Purpose = Layout.Required("k_symbol", CsvColumnKind.Text);

    public override string Name => "berka_order";

    public override string Family => Families.Berka;

    public override int LoadOrder => 5;

    public override string FilePattern => "order.asc";

    public override IReadOnlyList<CsvColumn> Columns => Layout;

    private protected override (Func<SourceRow, EventRecord[]> Parse, ITarget<EventRecord[]> Target) Open(CsvInput input, LoadContext context)
    {
        var accounts = context.Accounts;
        return (Parse, new EventTable(context));

        EventRecord[] Parse(SourceRow row)
        {
            if (!accounts.TryFind(row[Account], out var account))
            {
                row.Reject(Rules.UnknownAccount, Account);
                return [];
            }

            var amount = row.Money(Amount);
            if (amount <= 0)
                row.Reject(Rules.ImpossibleAmount, Amount);
            return
            [
                new EventRecord
                {
                    EventId = "order-" + row.Text(Id),
                    ClientKey = account.ClientKey,
                    AccountKey = account.AccountKey,
                    DateKey = account.OpenedOn,
                    EventType = "standing_order",
                    AmountCents = amount,
                },
            ];
        }
    }
}
