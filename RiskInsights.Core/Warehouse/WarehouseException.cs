namespace RiskInsights.Core.Warehouse;

/// <summary>The warehouse refused: a query and its row type differ, a migration is missing, the file is damaged.</summary>
public sealed class WarehouseException : Exception
{
    public WarehouseException()
    {
    }

    public WarehouseException(string message)
        : base(message)
    {
    }

    public WarehouseException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
