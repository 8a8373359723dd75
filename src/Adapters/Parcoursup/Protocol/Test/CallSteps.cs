using Parcoursup.Gateway.Domain.Livraisons;

namespace Parcoursup.Gateway.Adapters.Parcoursup.Protocol;

/// <summary>The two ordinary calls that prove credentials and acknowledgement.</summary>
internal static class CallSteps
{
    private const string CheckPair =
        "Corriger le login et le mot de passe délivrés par Parcoursup (site de gestion, rubrique des connecteurs), puis recommencer.";

    public static async Task<StepOutcome> CredentialsAsync(
        ParcoursupClient client, ParcoursupOptions options, string uai, CancellationToken cancellationToken)
    {
        // Aimed at the dummy candidate, so that no list of a whole établissement has to come.
        var test = options.CandidatTest!;
        var result = await client.GetCandidatsAdmisAsync(options, uai, test.CodeCandidat, null, cancellationToken);
        switch (result)
        {
            case ListeRecue list:
                await list.Contenu.DisposeAsync();
                return StepOutcome.Success("Parcoursup accepte les identifiants.");
            case RecuperationRefusee { IdentifiantsRefuses: true } refused:
                return StepOutcome.Failure($"Parcoursup refuse les identifiants : « {refused.Message} ».", CheckPair);
            case RecuperationRefusee refused when Refusal.IsAboutEtablissement(refused.Message):
                // Every list would be refused alike, so nothing of it would ever come.
                return StepOutcome.Failure(
                    $"Parcoursup accepte les identifiants, mais pas pour l'UAI {uai} : « {refused.Message} ».",
                    "Vérifier l'UAI de l'établissement, et qu'il est bien celui pour lequel Parcoursup a délivré ces identifiants.");
            case RecuperationRefusee refused:
                // Who is told no about a candidate has been let in.
                return StepOutcome.Warning(
                    $"Parcoursup accepte les identifiants mais ne donne pas le candidat de test : « {refused.Message} ».",
                    refused.Explication);
            case RecuperationEchec failed:
                return StepOutcome.Failure(failed.Message, "Vérifier l'adresse et la disponibilité de Parcoursup, puis recommencer.");
            default:
                throw new InvalidOperationException();
        }
    }

    public static async Task<StepOutcome> TestMessageAsync(
        ParcoursupClient client, ParcoursupOptions options, string uai, CancellationToken cancellationToken)
    {
        var exchange = await client.MajInscriptionAsync(options, MajInscription.Create(options.CandidatTest!, uai), cancellationToken);
        const string again = "Vérifier l'adresse et la disponibilité de Parcoursup, puis recommencer.";
        return exchange.Issue switch
        {
            IssueEnvoi.Acquittee => StepOutcome.Success("Parcoursup a acquitté le message de test."),
            IssueEnvoi.Refusee refused => StepOutcome.Failure(
                $"Parcoursup refuse le message de test : « {refused.Message} ».",
                "Corriger le candidat de test avec l'identité que Parcoursup a communiquée. " + refused.Explication),
            IssueEnvoi.EchecTechnique failed => StepOutcome.Failure(failed.Message, again),
            IssueEnvoi.Incertaine failed => StepOutcome.Failure(failed.Message, again),
            IssueEnvoi.NonEnvoyee failed => StepOutcome.Failure(failed.Message, again),
            _ => throw new InvalidOperationException(),
        };
    }
}
