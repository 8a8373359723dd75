namespace Parcoursup.Gateway.Adapters.Exposition.Protocol;

/// <summary>The three kinds of records.</summary>
public enum RouteExposition
{
    /// <summary>Of a code at an établissement: insertion.</summary>
    Formations,

    /// <summary>Of a code in the whole country: pay.</summary>
    Certifications,

    /// <summary>Of a code in a région.</summary>
    Regionales,
}
