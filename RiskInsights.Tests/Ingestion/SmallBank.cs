using System.Text;
using Microsoft.Extensions.DependencyInjection;
using RiskInsights.Core.Ingestion;
using RiskInsights.Core.Warehouse;
using RiskInsights.Tests.Warehouse;

namespace RiskInsights.Tests.Ingestion;

/// <summary>An empty warehouse with an importer, and the files of a bank of two clients and three accounts.</summary>
public sealed class SmallBank : IDisposable
{
    public const string KycHeader = "client_id,full_name,birth_date,email,identity_number,segment,country,region,kyc_status,kyc_risk_rating,joined_on,left_on";
    public const string AccountsHeader = "account_id,client_id,account_type,currency,opened_on,closed_on,credit_limit";
    public const string TransactionsHeader = "transaction_id,account_id,booked_at,amount,type,channel,counterparty_country,merchant_category,balance_after";
    public const string EventsHeader = "event_id,client_id,account_id,occurred_on,event_type,amount";

    public const string Kyc = KycHeader + """

        1001,Zoé Dupré,1980-05-17,zoe@example.org,1800575123456,retail,FR,Bretagne,verified,low,2020-01-02,
        1002,"Smith, Jo",1990-11-30,jo@example.org,900-11-30,student,GB,,pending,high,2021-03-04,

        """;

    public const string Accounts = AccountsHeader + """

        A1,1001,current,EUR,2020-01-02,,500
        A2,1001,savings,EUR,2020-01-02,,
        B1,1002,current,EUR,2021-03-04,,0

        """;

    public const string Transactions = TransactionsHeader + """

        1,A1,2024-01-01T08:00:00,2000.00,salary,system,FR,,2000.00
        2,A1,2024-01-02T09:30:00,-12.50,card_payment,pos,FR,groceries,1987.50
        3,A1,2024-01-03T10:00:00,-100.00,cash,atm,ES,,1887.50
        4,B1,2024-01-31T23:59:59,-20.05,card_payment,online,GB,travel,-20.05
        5,A1,2024-02-01T00:00:00,-700.00,loan_payment,system,FR,,1187.50

        """;

    public const string Events = EventsHeader + """

        e-1,1001,A1,2024-01-15,loan_granted,5000
        e-2,1002,,2024-01-20,complaint,

        """;

    private readonly TemporaryWarehouse _warehouse = new();

    public SmallBank(ImportOptions? options = null, DateOnly? today = null)
    {
        var services = new ServiceCollection().AddIngestion()
            .AddSingleton(_warehouse.Database).AddSingleton(_warehouse.Folder)
            .AddSingleton<TimeProvider>(new FixedTime(today ?? new DateOnly(2024, 6, 30)));
        if (options is not null)
            services.AddSingleton(options);
        var provider = services.BuildServiceProvider();
        Importer = provider.GetRequiredService<Importer>();
        Batches = provider.GetRequiredService<BatchRepository>();
        Files = Directory.CreateDirectory(Path.Combine(_warehouse.Folder.Root, "files")).FullName;
    }

    public Importer Importer { get; }

    public BatchRepository Batches { get; }

    public WarehouseDatabase Database => _warehouse.Database;

    public DataFolder Folder => _warehouse.Folder;

    /// <summary>A folder for input.</summary>
    public string Files { get; }

    public Task<BatchReport> ImportAsync(string fileName, string text) => ImportAsync(fileName, Encoding.UTF8.GetBytes(text));

    public Task<BatchReport> ImportAsync(string fileName, byte[] bytes) => Importer.ImportFileAsync(new MemoryStream(bytes), fileName, "tester");

    /// <summary>Loads the two clients and their accounts.</summary>
    public async Task<SmallBank> WithAccountsAsync()
    {
        await ImportAsync("kyc.csv", Kyc);
        await ImportAsync("accounts.csv", Accounts);
        return this;
    }

    public Task<T> ValueAsync<T>(string sql) => Database.RowAsync<T>(sql);

    public void Dispose() => _warehouse.Dispose();
}
