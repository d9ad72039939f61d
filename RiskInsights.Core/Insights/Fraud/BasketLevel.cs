namespace RiskInsights.Core.Insights.Fraud;

/// <summary>What a line can be recognised by, from the widest to the narrowest.</summary>
public enum BasketLevel
{
    /// <summary>The category of the goods.</summary>
    Item,

    /// <summary>The brand.</summary>
    Make,

    /// <summary>The goods in words.</summary>
    Model,

    /// <summary>The retailer's code of the goods.</summary>
    GoodsCode,

    /// <summary>The goods in words at their exact price: what sells on again is bought at its list price, again and again.</summary>
    ModelAtPrice,
}
