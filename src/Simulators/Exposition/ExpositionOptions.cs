namespace Parcoursup.Gateway.Simulators.Exposition;

/// <summary>How the API is set up: the keyed generation, and the one behind the new gateway.</summary>
public sealed record ExpositionOptions
{
    /// <summary>0: any free port.</summary>
    public int Port { get; init; }

    /// <summary>The key of the former generation, in <c>X-Api-Key</c>; the lists ask for it.</summary>
    public string Cle { get; init; } = "cle-ancienne";

    public string Client { get; init; } = "parcoursup";

    public string Secret { get; init; } = "secret-de-demonstration";

    /// <summary>The API key that the new gateway wants beside the token; null: none.</summary>
    public string? ClePasserelle { get; init; }

    /// <summary>What is said of a token's life (<c>expires_in</c>).</summary>
    public int JetonSecondes { get; init; } = 300;

    /// <summary>Calls that a caller may make in a minute, and at once.</summary>
    public int LimiteParMinute { get; init; } = 800;

    public int Rafale { get; init; } = 100;

    /// <summary>Larger pages are cut to this.</summary>
    public int ItemsMaximum { get; init; } = 1000;

    public int Graine { get; init; } = 1;
}

/// <summary>What the real ones were seen to do wrong; probabilities from 0 to 1 where not said otherwise.</summary>
public sealed record ExpositionPeches
{
    /// <summary>Rows of a page that stand on the page before too.</summary>
    public int Chevauchement { get; init; }

    /// <summary>Rows that the lists hold back: they come with an order that changes from call to call.</summary>
    public int LignesPerdues { get; init; }

    /// <summary>The page's size comes back as in the published schema instead of as on the wire.</summary>
    public bool NomDuSchema { get; init; }

    /// <summary>The token stops being taken after this many seconds, whatever was said of its life.</summary>
    public int? JetonCoupeApresSecondes { get; init; }

    /// <summary>A 404 of a proxy: a page in HTML.</summary>
    public double PageHtml404 { get; init; }

    /// <summary>A page in HTML with status 200.</summary>
    public double PageHtml200 { get; init; }

    /// <summary>503 in bursts of five.</summary>
    public double Rafale503 { get; init; }

    public double Lenteur { get; init; }

    public int LenteurMillisecondes { get; init; } = 300;

    /// <summary>The body ends before its announced length.</summary>
    public double CorpsCoupe { get; init; }

    /// <summary>A generation that is not there (any more, or yet): its addresses lead to a proxy's page.</summary>
    public bool AncienneFermee { get; init; }

    public bool NouvelleFermee { get; init; }
}
