using System.Globalization;
using OtpNet;
using Parcoursup.Gateway.Engine.Ground.Security;
using Parcoursup.Gateway.Engine.Ground.Storage;

namespace Parcoursup.Gateway.Engine.Utilisateurs;

/// <summary>Codes of six digits that change every thirty seconds (RFC 6238); one that was used is not taken again.</summary>
public sealed class SecondFacteur(Database database, UtilisateurBook utilisateurs, SecretProtector protector, TimeProvider time)
{
    private const int Bytes = 20;
    private const string Usage = "second facteur";

    /// <summary>The steps before and after the present one, for clocks that differ.</summary>
    private static readonly VerificationWindow Fenetre = new(previous: 1, future: 1);

    /// <summary>A new secret in base 32, for the application of the telephone.</summary>
    public static string NouveauSecret() => Base32Encoding.ToString(KeyGeneration.GenerateRandomKey(Bytes));

    /// <summary>The address that the application reads.</summary>
    public static string Adresse(Utilisateur utilisateur, string secret) => string.Create(CultureInfo.InvariantCulture,
        $"otpauth://totp/Passerelle:{Uri.EscapeDataString(utilisateur.Identifiant)}?secret={secret}&issuer=Passerelle");

    /// <summary>Asks for one from now on, when this code shows that the telephone has the secret.</summary>
    /// <returns>The refusal in French, null when it is done.</returns>
    public async Task<string?> PoserAsync(Utilisateur utilisateur, string secret, string code, CancellationToken ct)
    {
        if (utilisateur.Externe is not null) return "Ce compte vient de la connexion de l'établissement : c'est elle qui le protège.";
        if (utilisateur.SecondFacteur) return "Un code est déjà demandé : ne plus le demander d'abord, puis recommencer.";
        byte[] key;
        try
        {
            key = Base32Encoding.ToBytes(secret);
        }
        catch (ArgumentException)
        {
            return "Ce secret n'est pas celui de la page : recommencer.";
        }

        return key.Length != Bytes || !IsRight(key, code, out _)
            ? "Ce code ne correspond pas : vérifier l'heure du téléphone, puis saisir le code affiché."
            : await utilisateurs.ChangerSecondFacteurAsync(utilisateur.Id, protector.Protect(secret, Usage, utilisateur.Id), ct);
    }

    public Task<string?> RetirerAsync(string id, CancellationToken ct) => utilisateurs.ChangerSecondFacteurAsync(id, null, ct);

    internal async Task<bool> VerifierAsync(UtilisateurRow row, string code, CancellationToken ct)
    {
        if (row.SecretOtp is null || protector.Unprotect(row.SecretOtp, Usage, row.Id) is not { } secret
            || !IsRight(Base32Encoding.ToBytes(secret), code, out var step)) return false;
        // Who looks over the shoulder comes too late.
        return await database.ExecuteAsync(
            "UPDATE utilisateur SET otp_pas = @step WHERE id = @Id AND (otp_pas IS NULL OR otp_pas < @step)",
            new { step, row.Id }, ct) == 1;
    }

    private bool IsRight(byte[] key, string code, out long step) => new Totp(key).VerifyTotp(
        time.GetUtcNow().UtcDateTime, code.Replace(" ", "", StringComparison.Ordinal), out step, Fenetre);
}
