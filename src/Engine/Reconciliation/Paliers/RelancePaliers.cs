namespace Parcoursup.Gateway.Engine.Reconciliation.Paliers;

/// <summary>Where refused deliveries that are sent again step by step stand; stored by name.</summary>
public enum EtatRelance
{
    EnCours,

    /// <summary>All of them have left.</summary>
    Terminee,

    /// <summary>One was refused again: nothing more is sent.</summary>
    Echouee,

    /// <summary>A person stopped it.</summary>
    Arretee,
}

/// <summary>What became of one of them; stored by name.</summary>
public enum IssueRelance
{
    Acceptee,
    Refusee,

    /// <summary>It could not be sent again: its campaign is closed, or it is gone.</summary>
    Ecartee,
}

/// <summary>Refused deliveries that are sent again step by step, and how far it is.</summary>
public sealed class RelancePaliers
{
    public long Id { get; init; }
    public string Etablissement { get; init; } = "";
    public string Par { get; init; } = "";
    public string? Identifiant { get; init; }
    public string Etat { get; init; } = "";

    /// <summary>From 1; 0 before the first.</summary>
    public int Palier { get; init; }
    public DateTimeOffset LanceeLe { get; init; }
    public DateTimeOffset? TermineeLe { get; init; }

    public int Envois { get; init; }
    public int Relancees { get; init; }
    public int Acceptees { get; init; }
    public int Refusees { get; init; }
    public int Ecartees { get; init; }

    /// <summary>The first delivery that was refused again.</summary>
    public long? Refus { get; init; }

    public bool EstEnCours => Etat == nameof(EtatRelance.EnCours);

    /// <summary>Sent again, without an answer yet.</summary>
    public int Attendues => Math.Max(0, Relancees - Acceptees - Refusees);

    public int Restantes => Envois - Acceptees - Refusees - Ecartees - Attendues;

    /// <summary>How many leave in a step: 1, 10, 100…</summary>
    public static int Taille(int palier) => (int)Math.Min(Math.Pow(10, palier - 1), 1_000_000);
}
