using System.CommandLine;
using System.CommandLine.Parsing;
using Parcoursup.Gateway.Adapters.Exposition.Client;
using Parcoursup.Gateway.Adapters.Exposition.Protocol;

namespace Parcoursup.Gateway.Adapters.Exposition.Commandes;

/// <summary>Where the API is and how it is asked, as options; secrets are in files, never on the command line.</summary>
internal sealed class OptionsConnexion
{
    private readonly Option<string> _api = new("--api")
    {
        Description = "Adresse de l'API, jusqu'à /api/inserjeunes", Required = true,
    };

    private readonly Option<string?> _jeton = new("--jeton-url") { Description = "Adresse où se demande le jeton OAuth2" };
    private readonly Option<string?> _client = new("--client") { Description = "Identifiant du client OAuth2" };
    private readonly Option<FileInfo?> _secret = new("--secret-fichier") { Description = "Fichier du secret du client" };
    private readonly Option<FileInfo?> _cle = new("--cle-fichier") { Description = "Fichier de la clé d'API" };
    private readonly Option<string?> _entete = new("--cle-entete") { Description = "En-tête qui porte la clé d'API" };

    public void Ajouter(Command command)
    {
        foreach (var option in (ReadOnlySpan<Option>)[_api, _jeton, _client, _secret, _cle, _entete]) command.Options.Add(option);
    }

    /// <summary>The connection, or why it cannot be made, in French.</summary>
    public (ConnexionExposition? Connexion, string? Refus) Lire(ParseResult result)
    {
        string? refus = null;
        var api = Adresse(result.GetValue(_api), "--api", ref refus);
        var jeton = Adresse(result.GetValue(_jeton), "--jeton-url", ref refus);
        var cle = Secret(result.GetValue(_cle), "--cle-fichier", ref refus);
        var secret = Secret(result.GetValue(_secret), "--secret-fichier", ref refus);
        var client = result.GetValue(_client);
        if (refus is null && (jeton is null) != (client is null || secret is null))
            refus = "--jeton-url, --client et --secret-fichier vont ensemble.";
        return refus is null ? (new ConnexionExposition(api!, cle, result.GetValue(_entete), jeton, client, secret), null) : (null, refus);
    }

    private static Uri? Adresse(string? texte, string option, ref string? refus)
    {
        if (texte is null) return null;
        var (adresse, motif) = EnvoiPossible.Adresse(texte);
        if (motif is not null) refus ??= $"{option} : {motif}";
        return adresse;
    }

    private static string? Secret(FileInfo? fichier, string option, ref string? refus)
    {
        if (fichier is null) return null;
        try
        {
            if (File.ReadAllText(fichier.FullName).Trim() is { Length: > 0 } secret) return secret;
            refus ??= $"{option} : {fichier.FullName} est vide.";
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            refus ??= $"{option} : {fichier.FullName} ne peut pas être lu ({failure.Message}).";
        }

        return null;
    }
}
