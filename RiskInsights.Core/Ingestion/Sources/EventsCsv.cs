using System.Text;
using RiskInsights.Core.Ingestion.Accounts;
using RiskInsights.Core.Ingestion.Clients;
using RiskInsights.Core.Ingestion.Csv;
using RiskInsights.Core.Ingestion.Events;
using RiskInsights.Core.Ingestion.Loading;
using RiskInsights.Core.Ingestion.Transactions;

namespace RiskInsights.Core.Ingestion.Sources;

/// <summary>events.csv: what happened to clients and accounts besides bookings.</summary>
internal sealed class EventsCsv : CsvSource<EventRecord[]>
{
    private static readonly CsvColumns Layout = [];
    private static readonly CsvColumn Id = Layout.Required("event_id", CsvColumnKind.Text);
    private static readonly CsvColumn Client = Layout.Required("client_id", CsvColumnKind.ClientId);
    private static readonly CsvColumn Account = Layout.Optional("account_id", CsvColumnKind.Text);
    private static readonly CsvColumn OccurredOn = Layout.Required("occurred_on", CsvColumnKind.Date);
    private static readonly CsvColumn Type = Layout.Required("event_type", CsvColumnKind.Code);
    private static readonly CsvColumn Amount = Layout.Optional("amount", CsvColumnKind.Money);

    public override string Name => "events";

    public override string Family => Families.Canonical;

    public override int LoadOrder => 4;

    public override string FilePattern => "*.csv";

    public override IReadOnlyList<CsvColumn> Columns => Layout;

    private protected override (Func<SourceRow, EventRecord[]> Parse, ITarget<EventRecord[]> Target) Open(CsvInput input, LoadContext context)
    {
        var clients = context.Clients;
        var accounts = input.Format.Has(Account) ? context.Accounts : null;
        return (row => [Parse(row, clients, accounts, context.Options)], new EventTable(context));
    }

    private static EventRecord Parse(SourceRow row, ClientIndex clients, AccountIndex? accounts, ImportOptions options)
    {
        if (!clients.TryFind(row.Client(Client), out var client))
            row.Reject(Rules.UnknownClient, Client);
        var date = row.Date(OccurredOn);
        AccountEntry? account = null;
        if (!row.IsEmpty(Account))
        {
            if (accounts!.TryFind(row[Account].Trim((byte)' '), out var found))
                account = found;
            else
                row.Reject(Rules.UnknownAccount, Account);
        }

        if (account is { } known && known.ClientKey != client)
            row.Reject(Rules.AccountOfOtherClient, Account);
        if (!CategoryList.TryNormalise(row[Type], out var type))
            row.Reject(row.IsEmpty(Type) ? Rules.MissingValue : Rules.UnknownCode, Type);
        return new EventRecord
        {
            EventId = row.Text(Id),
            ClientKey = client,
            AccountKey = account?.AccountKey,
            DateKey = date,
            EventType = Encoding.UTF8.GetString(type),
            AmountCents = row.OptionalMoney(Amount, options.LargestAmount),
        };
    }
}
