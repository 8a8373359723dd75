namespace Parcoursup.Gateway.Engine.Suivi.Jauges;

/// <summary>What waits at an établissement; each count goes up to <see cref="JaugesBook.Plafond"/>.</summary>
/// <param name="JournalDepuis">When the oldest message that is not applied came; null when none waits.</param>
public sealed record AttenteEtablissement(
    string Code, long Journal, DateTimeOffset? JournalDepuis, long Evaluations, long Reserves, long Remontees, bool ConnecteurOuvert);

/// <summary>What waits of a destination at an établissement.</summary>
/// <param name="Attente">To be sent, or on its way.</param>
/// <param name="Refus">Refused or put aside: it waits for a person.</param>
/// <param name="DueDepuis">
/// Since when the oldest of them is due, however often its attempts have failed since; null when none is to be sent.
/// </param>
/// <param name="Suspendue">The destination is left alone for a while.</param>
public sealed record AttenteDestination(
    string Destination, string Etablissement, long Attente, long Refus, DateTimeOffset? DueDepuis, bool Suspendue);

/// <summary>How many of one kind wait for a person.</summary>
public sealed class AttentePersonne
{
    public string Etablissement { get; init; } = "";
    public string Type { get; init; } = "";
    public long Nombre { get; init; }
}

/// <summary>When planned work succeeded last.</summary>
public sealed class DernierSucces
{
    public string Travail { get; init; } = "";

    /// <summary>Empty for work of no établissement.</summary>
    public string Etablissement { get; init; } = "";
    public DateTimeOffset Le { get; init; }
}

/// <summary>What the gauges show: read together, now and then.</summary>
/// <param name="Prete">The database can be written.</param>
public sealed record EtatJauges(
    DateTimeOffset LuLe, bool Prete, IReadOnlyList<AttenteEtablissement> Etablissements, IReadOnlyList<AttenteDestination> Destinations,
    IReadOnlyList<AttentePersonne> Taches, IReadOnlyList<AttentePersonne> Gardes, IReadOnlyList<DernierSucces> Travaux);
