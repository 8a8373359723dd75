using Parcoursup.Gateway.Engine.Configuration;
using Parcoursup.Gateway.Engine.Evaluation;
using Parcoursup.Gateway.Engine.Ground.Storage;
using Parcoursup.Gateway.Engine.Reconciliation;

namespace Parcoursup.Gateway.Gateway.Tests.Sequences;

/// <summary>The real destination, with somebody who sees which deliveries a lane takes: only the claim tells what counts as attempted.</summary>
internal sealed class Prises(IDestination inner) : IDestination
{
    /// <summary>Whose delivery is being sent.</summary>
    public static readonly AsyncLocal<int> Dossier = new();

    /// <summary>Told of each claimed delivery: the file number, and until when the lease lasts.</summary>
    public Action<int, DateTimeOffset> Prise { get; set; } = (_, _) => { };

    public string Name => inner.Name;
    public string EnClair => inner.EnClair;

    public LaneSettings? SettingsOf(EtablissementModel etablissement) => inner.SettingsOf(etablissement);

    public async Task<IReadOnlyList<PreparedLivraison>> PrepareAsync(
        WriteSession session, EtablissementModel etablissement, IReadOnlyList<LivraisonRow> claimed, CancellationToken ct) =>
        [.. (await inner.PrepareAsync(session, etablissement, claimed, ct)).Select(Observe)];

    private PreparedLivraison Observe(PreparedLivraison prepared)
    {
        if (prepared is not PreparedLivraison.ToSend delivery) return prepared;
        var dossier = Passerelle.DossierDe(delivery.Row.Sujet);
        Prise(dossier, delivery.Row.BailJusqua!.Value);
        return delivery with
        {
            Send = token =>
            {
                Dossier.Value = dossier;
                return delivery.Send(token);
            },
        };
    }
}

/// <summary>The real desired state, with a moment in which somebody else may act: the evaluator has read, and has not written yet.</summary>
internal sealed class Pause(IDesiredState inner) : IDesiredState
{
    public Func<Task>? Pendant { get; set; }

    public Sis Sis => inner.Sis;

    public async Task UpdateAsync(
        WriteSession session, EtablissementModel etablissement, IReadOnlyList<CandidatEvalue> candidats, CancellationToken ct)
    {
        if (Pendant is { } act) await act();
        await inner.UpdateAsync(session, etablissement, candidats, ct);
    }
}
