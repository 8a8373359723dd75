using Parcoursup.Gateway.Adapters.Catalogue.Protocol;

namespace Parcoursup.Gateway.Adapters.Catalogue.Envois;

/// <summary>A run of postings: to whom, how many at most, how fast.</summary>
internal sealed record DemandeEnvoi(AccesService Acces, int Limite, TimeSpan Pause, DateOnly Jour)
{
    /// <summary>When the run began that this one goes on with: what it tried counts, and is not tried again; null for a new run.</summary>
    public DateTimeOffset? Depuis { get; init; }

    /// <summary>Asked before each posting; it throws where the run must not go on.</summary>
    public Func<CancellationToken, Task>? Avant { get; init; }
}

/// <summary>How one posting ended.</summary>
internal sealed record ResultatEnvoi(string cle, string statut, string? g_ta_cod, string? message);
