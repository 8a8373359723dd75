using Parcoursup.Gateway.Adapters.Apogee.Protocol;
using Parcoursup.Gateway.Engine.Ground.Storage;

namespace Parcoursup.Gateway.Adapters.Apogee.Opi;

/// <summary>A received OPI to merge into the state.</summary>
/// <param name="Trace">The trace that it came by, which its delivery goes on with.</param>
internal sealed record OpiToMerge(string CodOpi, string Compte, string Origine, OpiContenu Contenu, long Ordre, string? Trace = null)
{
    /// <summary>The content as it is stored: sealed, equal where it is the same.</summary>
    public OpiContenu Stocke { get; private init; } = Contenu;

    public async ValueTask<OpiToMerge> SealAsync(WriteSession session, string etablissement, CancellationToken ct)
    {
        var stored = Contenu;
        foreach (var bloc in OpiContenu.Blocs)
            if (Contenu[bloc] is { } json)
                stored = stored.With(bloc, await session.SealAsync(etablissement, json, ct, UsageTexte.Compare));
        return this with { Stocke = stored };
    }
}

/// <summary>
/// Merges received OPI block by block (rule B3) and wants the delivery of those that really changed (rule B4), each in
/// the fastest form of its engine. A late message with a lower order only fills blocks that are still empty.
/// </summary>
internal interface IReceivedOpiSql
{
    /// <param name="opis">At most one per number: the caller has merged repetitions.</param>
    Task MergeAsync(WriteSession session, string etablissement, IReadOnlyList<OpiToMerge> opis, DateTimeOffset now, CancellationToken ct);
}
