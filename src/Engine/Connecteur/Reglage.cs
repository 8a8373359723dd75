using Parcoursup.Gateway.Engine.Configuration;
using Parcoursup.Gateway.Engine.Evaluation;
using Parcoursup.Gateway.Engine.Ground.Text;
using Parcoursup.Gateway.Engine.State.Candidats;

namespace Parcoursup.Gateway.Engine.Connecteur;

/// <summary>What a change of the set-up would do.</summary>
/// <param name="Impact">Null where there are errors.</param>
public sealed record EssaiReglage(IReadOnlyList<Erreur> Erreurs, IReadOnlyList<Difference> Differences, Impact? Impact);

/// <summary>
/// Changes the set-up for a person, whichever face he uses: what it would turn is told before, and what follows from it is begun after
/// (decisions are evaluated, a changed connection is tested again).
/// </summary>
public sealed class Reglage(
    ConfigurationService service, ConfigurationImpact impact, EvaluationSignal evaluation, ConnectorRetest retest)
{
    public async Task<EssaiReglage> EssayerAsync(Func<ConfigurationSnapshot, ConfigurationDocument> change, CancellationToken ct)
    {
        var trial = service.Try(change);
        return trial.Erreurs.Count > 0 ? new(trial.Erreurs, [], null)
            : new([], trial.Differences, await impact.OfAsync(trial.Avant, trial.Apres, ct));
    }

    /// <returns>The errors; none when it is done.</returns>
    public async Task<IReadOnlyList<Erreur>> AppliquerAsync(
        Func<ConfigurationSnapshot, ConfigurationDocument> change, string par, CancellationToken ct)
    {
        var done = await service.ImportAsync(change, ct);
        if (!done.Succeeded) return done.Erreurs;
        evaluation.Wake();
        foreach (var code in done.Connexions) retest.Enqueue(code, par);
        return [];
    }

    /// <summary>A change of one établissement; nothing when it was removed meanwhile. What it does not name stays, secrets too.</summary>
    public static Func<ConfigurationSnapshot, ConfigurationDocument> De(
        string etablissement, Func<EtablissementDocument, EtablissementDocument> change) => current => new()
    {
        Etablissements = current.FindByCode(etablissement) is { } found ? [change(DocumentSecrets.Redact(found.Document))] : [],
    };
}
