using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Parcoursup.Gateway.Domain.Identite;

namespace Parcoursup.Gateway.Engine.Inscriptions;

/// <summary>The keys of the table de travail: one of the candidate and formation, one of what was told until both are known.</summary>
internal static class ClesInscription
{
    private const string StudentPrefix = "étudiant ";

    public static string Final(CandidatKey key, int formation, InscriptionRecue ia) =>
        string.Create(CultureInfo.InvariantCulture, $"{key.Session}/{key.CodeCandidat}/{formation}/{ia.Type}");

    public static string Provisional(InscriptionRecue ia) =>
        string.Create(CultureInfo.InvariantCulture, $"?{ia.Session}/{Who(ia)}/{What(ia)}/{ia.Type}");

    /// <summary>LIKE pattern over the provisional keys of whoever is named by this student number only.</summary>
    public static string PatternOfStudent(int codEtu) => string.Create(CultureInfo.InvariantCulture, $"?%/{StudentPrefix}{codEtu}/%");

    private static string Who(InscriptionRecue ia) => ia switch
    {
        { CodeCandidat: { } dossier } => string.Create(CultureInfo.InvariantCulture, $"dossier {dossier}"),
        { CodOpiIntEpo: { Length: > 0 } opi } => $"OPI {opi}",
        { CodEtu: { } etu } => StudentPrefix + etu.ToString(CultureInfo.InvariantCulture),
        // The INE itself stays out of keys that are shown; its hash tells two apart.
        _ => "INE " + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(ia.Ine ?? "")))[..12],
    };

    private static string What(InscriptionRecue ia) => ia switch
    {
        { CodeFormationPsup: { } formation } => string.Create(CultureInfo.InvariantCulture, $"formation {formation}"),
        { Vet: { } vet } => string.Create(CultureInfo.InvariantCulture, $"VET {vet.CodEtp}-{vet.CodVrsVet}"),
        _ => "formation ?",
    };
}
