using Parcoursup.Gateway.Engine.Ground.Storage;

namespace Parcoursup.Gateway.Engine.Ground.Security;

/// <summary>Where the master key comes from (section <c>Securite</c>), as a value, else as a file; and what is sealed.</summary>
public sealed record SecurityOptions
{
    public const string Section = "Securite";

    /// <summary>Base64 of 32 bytes.</summary>
    public string? CleMaitresse { get; init; }

    public string? FichierCleMaitresse { get; init; }

    /// <summary>The one before, while a new one takes its place: what it wrapped can still be read.</summary>
    public string? CleMaitressePrecedente { get; init; }

    public string? FichierCleMaitressePrecedente { get; init; }

    /// <summary>The certificates of those whom we call are not asked for revocation.</summary>
    public bool RevocationNonVerifiee { get; init; }

    /// <summary>
    /// Addresses of établissements may lead to this very machine; null: only for a trial, where nobody else reaches the gateway.
    /// </summary>
    public bool? BouclePermise { get; init; }

    /// <summary>Content that names people is sealed with a key of its établissement before it is stored.</summary>
    public bool ChiffrementDonnees { get; init; } = true;

    /// <summary>A key is given; otherwise it lies beside the SQLite database, which is for trials.</summary>
    public bool IsGiven => !string.IsNullOrEmpty(CleMaitresse) || !string.IsNullOrEmpty(FichierCleMaitresse);

    /// <summary>What is wrong, in French.</summary>
    public IEnumerable<string> Errors(StorageOptions? storage) =>
    [
        .. Errors(nameof(CleMaitresse), CleMaitresse, nameof(FichierCleMaitresse), FichierCleMaitresse, storage),
        .. Errors(nameof(CleMaitressePrecedente), CleMaitressePrecedente, nameof(FichierCleMaitressePrecedente),
            FichierCleMaitressePrecedente, storage),
    ];

    private static IEnumerable<string> Errors(string name, string? value, string fileName, string? file, StorageOptions? storage)
    {
        if (!string.IsNullOrEmpty(value))
        {
            if (!MasterKeyText.IsKey(value)) yield return $"{Section}:{name} : {MasterKeyText.Expected}";
        }
        else if (!string.IsNullOrEmpty(file) && MasterKeyFile.Error(file, storage) is { } wrong)
        {
            yield return $"{Section}:{fileName} : {wrong}";
        }
    }
}
