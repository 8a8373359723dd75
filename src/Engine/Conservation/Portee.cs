using System.Globalization;
using Parcoursup.Gateway.Domain.Identite;
using Parcoursup.Gateway.Engine.Ground.Storage;
using Parcoursup.Gateway.Engine.State.Candidats;

namespace Parcoursup.Gateway.Engine.Conservation;

/// <summary>What is erased; stored by its name.</summary>
public enum ActeConservation
{
    /// <summary>What has grown old.</summary>
    Retention,

    /// <summary>A closed session.</summary>
    Session,

    /// <summary>Whatever an établissement held.</summary>
    Etablissement,

    /// <summary>One person.</summary>
    Personne,
}

/// <summary>What the conditions of tables speak of (<see cref="Ground.Storage.TableTenue"/>); what is not of an act is empty.</summary>
internal sealed record Valeurs
{
    private const int NneLength = 10;

    // Matches nothing that is ever written: an empty pattern would match everything.
    private const string Rien = "\u0001";

    // As the properties of an anonymous object: Dapper names parameters by them.
#pragma warning disable IDE1006, SA1300
    public string code { get; init; } = "";
    public int annee { get; init; }
    public DateTimeOffset cloture { get; init; }
    public DateTimeOffset avant { get; init; }
    public int dossier { get; init; }
    public string ine { get; init; } = Rien;

    /// <summary>As columns may hold it.</summary>
    public string[] ines { get; init; } = [];

    /// <summary>As a key of several kinds may hold it.</summary>
    public string[] clesIne { get; init; } = [];

    /// <summary>The keys of rows whose texts name him.</summary>
    public string[] cites { get; init; } = [];
    public int lot { get; init; } = 1000;
    public byte[] vide { get; } = [];
    public string sousSession => annee.ToString(CultureInfo.InvariantCulture) + "/%";
    public string sujet => new Sujet(new CandidatKey(annee, dossier)).ToString();
    public string sous => Sujet.Below(new CandidatKey(annee, dossier));
    public string sousDossier => string.Create(CultureInfo.InvariantCulture, $"?{annee}/dossier {dossier}/%");
    public string texteDossier => dossier.ToString(CultureInfo.InvariantCulture);

#pragma warning restore IDE1006, SA1300

    internal NomsDits? Noms { get; init; }

    /// <summary>Whether a text names the person.</summary>
    public bool EstCitePar(string texte, TextesCites textes)
    {
        // The key of an INE is kept apart by some.
        var parIne = texte.Contains(ine.Length > NneLength ? ine[..NneLength] : ine, StringComparison.OrdinalIgnoreCase);
        if (textes.Lire is null) return parIne || (textes.Noms && Noms?.Dans(texte) == true);
        // Whoever cannot be she keeps what is his, although he bears her INE (rule K2).
        return textes.Lire(texte) is { } lue && Noms?.Identite.NePeutEtre(lue.Identite) != true
            && (parIne || (textes.Noms && Noms?.SontCeuxDe(lue.Identite) == true));
    }
}
