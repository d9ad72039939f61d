using RiskInsights.Core.Ingestion.Accounts;
using RiskInsights.Core.Ingestion.Clients;
using RiskInsights.Core.Ingestion.Csv;
using RiskInsights.Core.Ingestion.Loading;
using RiskInsights.Core.Ingestion.Values;

namespace RiskInsights.Core.Ingestion.Sources;

/// <summary>accounts.csv: which accounts the clients hold.</summary>
internal sealed class AccountsCsv : CsvSource<AccountRecord>
{
    private static readonly CsvColumns Layout = [];
    private static readonly CsvColumn Id = Layout.Required("account_id", CsvColumnKind.Text);
    private static readonly CsvColumn Client = Layout.Required("client_id", CsvColumnKind.ClientId);
    private static readonly CsvColumn Type = Layout.Required("account_type", CsvColumnKind.Code);
    private static readonly CsvColumn Currency = Layout.Required("currency", CsvColumnKind.Text);
    private static readonly CsvColumn OpenedOn = Layout.Required("opened_on", CsvColumnKind.Date);
    private static readonly CsvColumn ClosedOn = Layout.Optional("closed_on", CsvColumnKind.Date);
    private static readonly CsvColumn CreditLimit = Layout.Optional("credit_limit", CsvColumnKind.Money);

    public override string Name => "accounts";

    public override string Family => Families.Canonical;

    public override int LoadOrder => 2;

    public override string FilePattern => "*.csv";

    public override IReadOnlyList<CsvColumn> Columns => Layout;

    private protected override (Func<SourceRow, AccountRecord> Parse, ITarget<AccountRecord> Target) Open(CsvInput input, LoadContext context)
    {
        var clients = context.Clients;
        return (row => Parse(row, clients, context.Options), new AccountTable(context));
    }

    private static AccountRecord Parse(SourceRow row, ClientIndex clients, ImportOptions options)
    {
        var opened = row.Date(OpenedOn);
        var closed = row.OptionalDate(ClosedOn);
        if (closed < opened)
            row.Reject(Rules.DatesOutOfOrder, ClosedOn);
        var limit = row.OptionalMoney(CreditLimit, options.LargestAmount);
        if (limit < 0)
            row.Reject(Rules.ImpossibleAmount, CreditLimit);
        var currency = row.Text(Currency).ToUpperInvariant();
        if (currency.Length != 3 || !currency.All(char.IsAsciiLetterUpper))
            row.Reject(Rules.UnknownCode, Currency);
        if (!clients.TryFind(row.Client(Client), out var client))
            row.Reject(Rules.UnknownClient, Client);
        return new AccountRecord
        {
            AccountId = row.Text(Id),
            ClientKey = client,
            AccountType = Codes.AccountTypes[row.Code(Type, Codes.AccountTypes)],
            Currency = currency,
            OpenedOn = row.Day(opened),
            ClosedOn = row.Day(closed),
            CreditLimitCents = limit,
        };
    }
}
