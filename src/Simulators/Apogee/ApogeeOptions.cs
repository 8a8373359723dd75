namespace Parcoursup.Gateway.Simulators.Apogee;

public sealed record ApogeeOptions
{
    /// <summary>0: any free port.</summary>
    public int Port { get; init; }

    public int Graine { get; init; } = 1;

    public ApogeeSins Sins { get; init; } = new();

    /// <summary>HTTP Basic pair; null: nobody is asked.</summary>
    public string? Login { get; init; }

    public string? MotDePasse { get; init; }

    /// <summary>Such as 6.50: decides which versions are served and which fields are known; null: all of them.</summary>
    public Version? Release { get; init; }

    /// <summary>The only namespace that is answered, as before 6.00 with a date that decides which versions; null: any.</summary>
    public string? EspaceDeNoms { get; init; }

    /// <summary>The VETs that exist; empty: all of them.</summary>
    public IReadOnlySet<Vet> VetsConnues { get; init; } = new HashSet<Vet>();

    /// <summary>VETs at which the database breaks a constraint: a plain fault with the driver's words.</summary>
    public IReadOnlySet<Vet> VetsSansParent { get; init; } = new HashSet<Vet>();

    /// <summary>The categories Oui Si that exist for a laissez-passer; empty: all of them.</summary>
    public IReadOnlySet<string> CategoriesOuiSi { get; init; } = new HashSet<string>();

    /// <summary>How long after its caller has given up a late call is applied.</summary>
    public TimeSpan Retard { get; init; } = TimeSpan.FromMilliseconds(500);
}

/// <summary>What Apogée and the network before it were seen to do; probabilities from 0 to 1, per call.</summary>
public sealed record ApogeeSins
{
    /// <summary>The beginning of a burst of 503.</summary>
    public double Rafale503 { get; init; }

    public int LongueurRafale { get; init; } = 5;

    public double Lenteur { get; init; }

    public int LenteurMillisecondes { get; init; } = 300;

    /// <summary>Applied, then the connection is reset.</summary>
    public double Coupure { get; init; }

    /// <summary>Applied only after the caller has given up.</summary>
    public double Tardif { get; init; }
}

public sealed record Vet(string CodCge, string CodEtp, int CodVrsVet);
