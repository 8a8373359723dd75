using System.Text.Json;
using Parcoursup.Gateway.Domain.Campagnes;
using Parcoursup.Gateway.Domain.Identite;
using Parcoursup.Gateway.Domain.Inscriptions;
using Parcoursup.Gateway.Domain.Valeurs;
using Parcoursup.Gateway.Engine.Configuration;
using Parcoursup.Gateway.Engine.Ground.Text;
using Parcoursup.Gateway.Engine.Intake;

namespace Parcoursup.Gateway.Engine.Inscriptions;

/// <summary>
/// Reads one enrolment, an array, or NDJSON. Each line stands alone: a wrong one is refused with its field, its
/// neighbours are taken.
/// </summary>
public sealed class InscriptionReader(ISource source, ConfigurationDirectory directory)
{
    /// <param name="maintenant">Business time at which the lines came in: the same at the intake and at the application.</param>
    public LineReading<InscriptionRecue> Read(ReadOnlyMemory<byte> body, string? contentType, DateTimeOffset maintenant) =>
        LineReader.Read<InscriptionRecue>(body, contentType, line => Check(line, maintenant), strict: true);

    private LineError? Check(InscriptionRecue line, DateTimeOffset maintenant)
    {
        if (line.Session is < 2018 or > 2100)
            return new("session", $"Indiquer la session de {source.Nom} (par exemple 2026).");
        if (directory.Current.Close(line.Session) is { } close) return new("session", close.Refus);
        if (line is { CodeCandidat: null, CodEtu: null } && string.IsNullOrWhiteSpace(line.CodOpiIntEpo)
            && string.IsNullOrWhiteSpace(line.Ine))
            return new("codeCandidat", "Indiquer au moins un identifiant du candidat : codeCandidat, codOpiIntEpo, ine ou codEtu.");
        (string, int?)[] numbers =
            [("codeCandidat", line.CodeCandidat), ("codeFormationPsup", line.CodeFormationPsup), ("codEtu", line.CodEtu)];
        foreach (var (champ, valeur) in numbers)
            if (valeur <= 0)
                return new(champ, $"{champ} vaut {valeur} : indiquer un nombre positif, ou retirer le champ.");
        if (line.Vet is { } vet && string.IsNullOrWhiteSpace(vet.CodEtp))
            return new("vet.codEtp", "Indiquer le code étape de la VET.");
        if (line.Vet is { CodVrsVet: < 1 or > 999 })
            return new("vet.codVrsVet", "Indiquer la version d'étape de la VET (1 à 999).");
        if (line.Ine is { Length: > 0 } ine && !Ine.HasShape(Ine.Normalize(ine)))
            return new("ine", $"{Cite.De(ine)} n'est pas un INE : 11 caractères, lettres ou chiffres, sont attendus.");
        if (line.DateMaj is null)
            return new("dateMaj", "Indiquer la date de mise à jour de l'inscription, par exemple " + DateRecue.FormeInstant + ".");
        if (!DateInscription.EstPossible(line.DateMaj.Value, maintenant))
            return new("dateMaj",
                $"dateMaj vaut {Paris.At(line.DateMaj.Value):dd/MM/yyyy HH:mm}, ce qui n'est pas possible : {DateInscription.Remede}");
        return null;
    }
}
