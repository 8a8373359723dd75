namespace Parcoursup.Gateway.Simulators.Hosting;

internal enum TypePanne
{
    /// <summary>HTTP 503, nothing is done.</summary>
    Indisponible,

    /// <summary>The answer takes its time.</summary>
    Lenteur,

    /// <summary>The work is done, then the connection is reset: the caller cannot know the outcome.</summary>
    Coupure,

    /// <summary>The work is done only after the caller has given up.</summary>
    Tardif,

    /// <summary>A pull answers [].</summary>
    TableauVide,

    /// <summary>HTTP 200 that carries NOK.</summary>
    Nok,

    /// <summary>The individual is written and the wishes are dropped, behind a success (a release of 2025).</summary>
    VoeuxPerdus,

    /// <summary>HTTP 500, nothing is done.</summary>
    Erreur,

    /// <summary>HTTP 200 without the id of what was created, nothing is done.</summary>
    SansIdentifiant,
    /// <summary>A 404 that is a proxy's page in HTML.</summary>
    PageHtml404,

    /// <summary>HTTP 200 with a page in HTML.</summary>
    PageHtml200,

    /// <summary>The body ends before its announced length.</summary>
    CorpsCoupe,

    /// <summary>HTTP 429 with Retry-After.</summary>
    TropDeRequetes,
}

/// <summary>A fault that was ordered: the next <paramref name="Nombre"/> calls (of one method, when named) suffer it.</summary>
internal sealed record Panne(TypePanne Type, int Nombre, int Millisecondes, string? Methode);
