using Parcoursup.Gateway.Domain.Identite;

namespace Parcoursup.Gateway.Engine.Utilisateurs;

/// <summary>
/// Section <c>Sso</c> of the settings: the single sign-on of the organisation (OpenID Connect), and what its groups may do here. Without
/// <see cref="Autorite"/> there is none.
/// </summary>
public sealed record SsoOptions
{
    public const string Section = "Sso";

    /// <summary>The provider's address as it names itself, such as <c>https://connexion.univ.fr/realms/univ</c>.</summary>
    public string? Autorite { get; init; }

    /// <summary>How the provider knows the gateway (<c>client_id</c>).</summary>
    public string? Client { get; init; }

    /// <summary>What the gateway proves that with; null where the provider has it as a public client, which PKCE protects alone.</summary>
    public string? Secret { get; init; }

    /// <summary>A file that holds the secret, instead.</summary>
    public string? FichierSecret { get; init; }

    /// <summary>What stands on the button.</summary>
    public string Libelle { get; init; } = "Se connecter avec le compte de l'établissement";

    /// <summary>Scopes beside <c>openid</c>, separated by spaces.</summary>
    public string Etendues { get; init; } = "profile";

    /// <summary>The claims with a person's login, name and groups.</summary>
    public string AttributIdentifiant { get; init; } = "preferred_username";
    public string AttributNom { get; init; } = "name";
    public string AttributGroupes { get; init; } = "groups";

    /// <summary>
    /// What each group may do: <c>groupe = niveau @ établissement ; …</c>, <c>groupe = exploitant</c>, or a system's role,
    /// <c>groupe = systeme:role @ portées</c>.
    /// </summary>
    public string Droits { get; init; } = "";

    public bool EstOuverte => !string.IsNullOrWhiteSpace(Autorite);

    public IEnumerable<DroitDeGroupe> Groupes => DroitDeGroupe.Lire(Droits).Select(read => read.Droit).OfType<DroitDeGroupe>();

    /// <exception cref="IOException">Its file cannot be read.</exception>
    public string? LireSecret() => Secret is { Length: > 0 } ? Secret
        : FichierSecret is { Length: > 0 } file ? File.ReadAllText(file).Trim() : null;

    /// <summary>What is wrong, in French.</summary>
    /// <param name="roles">Those of the systems.</param>
    public static IEnumerable<string> Errors(SsoOptions options, IReadOnlyList<RolesDeSysteme> roles)
    {
        if (!options.EstOuverte)
        {
            if (options.Client is { Length: > 0 } || options.Droits.Length > 0)
                yield return "Sso:Autorite : indiquer l'adresse du fournisseur d'identité, par exemple https://connexion.univ.fr.";
            yield break;
        }

        if (!Uri.TryCreate(options.Autorite, UriKind.Absolute, out var address)
            || !(address.Scheme == Uri.UriSchemeHttps || address is { Scheme: "http", IsLoopback: true }))
            yield return $"Sso:Autorite : « {options.Autorite} » n'est pas une adresse https.";
        if (string.IsNullOrWhiteSpace(options.Client))
            yield return "Sso:Client : indiquer sous quel nom (client_id) le fournisseur d'identité connaît la passerelle.";
        if (options.FichierSecret is { Length: > 0 } file && !File.Exists(file))
            yield return $"Sso:FichierSecret : le fichier « {file} » n'existe pas.";
        if (!options.Groupes.Any())
            yield return "Sso:Droits : indiquer ce que peuvent les groupes, par exemple « passerelle-dsi = exploitant ; "
                + "scolarite = scolarite @ 0730013T ».";
        foreach (var (_, error) in DroitDeGroupe.Lire(options.Droits))
            if (error is not null) yield return "Sso:Droits : " + error;
        foreach (var group in options.Groupes)
            if (group.Role is { } role && RolesDeSysteme.Lire(roles, role, group.Portee, out var refusal) is null)
                yield return "Sso:Droits : " + refusal;
    }
}

/// <summary>What a group of the provider may do.</summary>
/// <param name="Etablissement">Its code or UAI; null for whoever runs the gateway.</param>
public sealed record DroitDeGroupe(string Groupe, Niveau Niveau, string? Etablissement)
{
    /// <summary>A role of a system, instead of a level.</summary>
    public string? Role { get; init; }

    public string? Portee { get; init; }

    private static readonly Dictionary<string, Niveau> Niveaux = new(StringComparer.OrdinalIgnoreCase)
    {
        ["lecture"] = Niveau.Lecture, ["scolarite"] = Niveau.Scolarite, ["administrateur"] = Niveau.Administrateur,
        ["exploitant"] = Niveau.Exploitant,
    };

    /// <summary>Each part of the setting, read, or what is wrong with it in French.</summary>
    public static IEnumerable<(DroitDeGroupe? Droit, string? Erreur)> Lire(string texte) =>
        texte.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(LireUn);

    private static (DroitDeGroupe?, string?) LireUn(string part)
    {
        // A group may be a distinguished name, with equals signs of its own.
        var at = part.LastIndexOf('=');
        if (at <= 0) return (null, $"« {part} » n'est pas de la forme « groupe = niveau @ établissement ».");
        var right = part[(at + 1)..].Split('@', 2, StringSplitOptions.TrimEntries);
        if (right[0].Contains(':', StringComparison.Ordinal))
            return (new DroitDeGroupe(part[..at].Trim(), Niveau.Lecture, null)
            {
                Role = right[0].ToLowerInvariant(), Portee = right.Length > 1 ? right[1] : null,
            }, null);
        if (!Niveaux.TryGetValue(right[0], out var niveau))
            return (null, $"« {right[0]} » n'est pas un niveau : {string.Join(", ", Niveaux.Keys)}.");
        var etablissement = right.Length > 1 && right[1].Length > 0 ? right[1] : null;
        if (Uai.HasShape(etablissement) && !Uai.IsValid(Uai.Normalize(etablissement)))
            return (null, $"« {etablissement} » n'est pas un UAI : sa lettre de contrôle n'est pas la bonne.");
        return niveau == Niveau.Exploitant == (etablissement is null)
            ? (new DroitDeGroupe(part[..at].Trim(), niveau, etablissement), null)
            : (null, niveau == Niveau.Exploitant ? $"« {part} » : un exploitant l'est de toute la passerelle, ôter l'établissement."
                : $"« {part} » : indiquer de quel établissement (« @ code » ou « @ UAI »).");
    }
}
