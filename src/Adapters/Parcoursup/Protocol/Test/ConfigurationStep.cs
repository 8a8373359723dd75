using Parcoursup.Gateway.Domain.Identite;

namespace Parcoursup.Gateway.Adapters.Parcoursup.Protocol;

/// <summary>Everything that the following steps need is set up.</summary>
internal static class ConfigurationStep
{
    public static StepOutcome Run(ParcoursupOptions options, string uai)
    {
        var errors = ParcoursupOptionsValidator.Validate(options, "parcoursup").ToList();
        if (!Uai.IsValid(Uai.Normalize(uai)))
            errors.Add(("uai", "L'UAI n'est pas valide (7 chiffres et une lettre de contrôle)."));
        if (options.CandidatTest is null)
            errors.Add(("parcoursup.candidatTest",
                "Le candidat de test est obligatoire : Parcoursup en communique l'identité à l'établissement."));
        else if (string.IsNullOrWhiteSpace(options.CandidatTest.CodeSise))
            errors.Add(("parcoursup.candidatTest.codeSise", "Le code SISE du candidat de test est obligatoire."));

        return errors.Count == 0
            ? StepOutcome.Success("Adresse, identifiants et candidat de test sont renseignés.")
            : StepOutcome.Failure(
                string.Join(" ", errors.Select(e => $"{e.Champ} : {e.Message}")),
                "Compléter la configuration de Parcoursup pour cet établissement, puis recommencer.");
    }
}
