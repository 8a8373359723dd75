using System.Globalization;
using Parcoursup.Gateway.Domain.Campagnes;

namespace Parcoursup.Gateway.Engine.Inscriptions;

/// <summary>An enrolment as an administrator reads it.</summary>
internal static class TexteInscription
{
    public static string Of(InscriptionRecue ia) =>
        $"Inscription administrative {StateOf(ia.Annulee, ia.Payee)} (origine {ia.Origine}, "
        + $"{(ia.PremiereAnnee ? "première année" : "hors première année")}, "
        + $"mise à jour du {Paris.At(ia.DateMaj!.Value):dd/MM/yyyy HH:mm}).";

    public static string StateOf(bool cancelled, bool paid) => cancelled ? "annulée" : paid ? "payée" : "non payée";

    /// <summary>As it was told, so that a person finds him.</summary>
    public static string Designation(InscriptionRecue ia) => string.Join(", ", new[]
    {
        ia.CodeCandidat is { } dossier ? string.Create(CultureInfo.InvariantCulture, $"candidat n° {dossier}") : null,
        ia.CodOpiIntEpo is { Length: > 0 } opi ? $"OPI {opi}" : null,
        ia.CodEtu is { } etu ? string.Create(CultureInfo.InvariantCulture, $"étudiant {etu}") : null,
        ia.Ine is { Length: > 0 } ine ? $"INE {ine}" : null,
        ia.CodeFormationPsup is { } formation ? string.Create(CultureInfo.InvariantCulture, $"formation {formation}") : null,
        ia.Vet is { } vet ? $"VET {vet.CodEtp}-{vet.CodVrsVet}" : null,
    }.Where(t => t is not null));
}
