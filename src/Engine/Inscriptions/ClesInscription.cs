using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using Parcoursup.Gateway.Domain.Identite;
using Parcoursup.Gateway.Engine.Ground.Storage;

namespace Parcoursup.Gateway.Engine.Inscriptions;

/// <summary>The keys of the table de travail: one of the candidate and formation, one of what was told until both are known.</summary>
internal static partial class ClesInscription
{
    private const string StudentPrefix = "étudiant ";
    private const int FormerLength = 12;
    private const int Length = 16;

    /// <summary>LIKE pattern over the provisional keys of whoever is named by an INE only, of whatever version.</summary>
    public const string PatternOfIne = "?%/INE %";

    public static string Final(CandidatKey key, int formation, InscriptionRecue ia) =>
        string.Create(CultureInfo.InvariantCulture, $"{key.Session}/{key.CodeCandidat}/{formation}/{ia.Type}");

    /// <summary>
    /// Keys are shown, listed and searched: what stands in them for an INE tells two apart, and is of no use to whoever tries INEs without
    /// the data key of the établissement.
    /// </summary>
    public static ValueTask<string> ProvisionalAsync(
        WriteSession session, string etablissement, InscriptionRecue ia, CancellationToken ct) =>
        RenewedAsync(session, etablissement, Former(ia), ct);

    /// <summary>As a version wrote it that knew no data keys: the hash of the INE is nobody's in particular.</summary>
    public static string Former(InscriptionRecue ia) =>
        string.Create(CultureInfo.InvariantCulture, $"?{ia.Session}/{Who(ia)}/{What(ia)}/{ia.Type}");

    /// <summary>A key of a former version as it is now; every other one as it is, and all of them where nothing is sealed.</summary>
    public static async ValueTask<string> RenewedAsync(WriteSession session, string etablissement, string cle, CancellationToken ct)
    {
        if (FormerIne().Match(cle) is not { Success: true } found) return cle;
        var hash = found.Groups[1];
        var keyed = await session.SealAsync(etablissement, hash.Value, ct, UsageTexte.Cherche);
        return keyed == hash.Value ? cle
            : string.Concat(cle.AsSpan(0, hash.Index), HashOf(keyed!, Length), cle.AsSpan(hash.Index + hash.Length));
    }

    /// <summary>LIKE pattern over the provisional keys of whoever is named by a student number only.</summary>
    public const string PatternOfStudents = $"?%/{StudentPrefix}%";

    /// <summary>LIKE pattern over the provisional keys of whoever is named by this student number only.</summary>
    public static string PatternOfStudent(int codEtu) => string.Create(CultureInfo.InvariantCulture, $"?%/{StudentPrefix}{codEtu}/%");

    private static string Who(InscriptionRecue ia) => ia switch
    {
        { CodeCandidat: { } dossier } => string.Create(CultureInfo.InvariantCulture, $"dossier {dossier}"),
        { CodOpiIntEpo: { Length: > 0 } opi } => $"OPI {opi}",
        { CodEtu: { } etu } => StudentPrefix + etu.ToString(CultureInfo.InvariantCulture),
        _ => "INE " + HashOf(ia.Ine ?? "", FormerLength),
    };

    private static string What(InscriptionRecue ia) => ia switch
    {
        { CodeFormationPsup: { } formation } => string.Create(CultureInfo.InvariantCulture, $"formation {formation}"),
        { Vet: { } vet } => string.Create(CultureInfo.InvariantCulture, $"VET {vet.CodEtp}-{vet.CodVrsVet}"),
        _ => "formation ?",
    };

    private static string HashOf(string text, int length) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..length];

    // The session, then the hash alone: no other key has exactly that many of these letters there.
    [GeneratedRegex(@"^\?\d+/INE ([0-9a-f]{12})/")]
    private static partial Regex FormerIne();
}
