using Parcoursup.Gateway.Domain.Candidats;
using Parcoursup.Gateway.Domain.Livraisons;

namespace Parcoursup.Gateway.Domain.Valeurs;

/// <summary>Judges the fields of one candidate, and keeps what is to be told of them.</summary>
internal sealed class JugementCandidat(IReadOnlyList<Defaut> defauts)
{
    private readonly List<Avertissement> _avertissements = [.. defauts.Select(d => new Avertissement(d.Champ, d.Message))];
    private readonly List<Modification> _modifications = [];

    public IReadOnlyList<Avertissement> Avertissements => _avertissements;
    public IReadOnlyList<Modification> Modifications => _modifications;

    public string? Nom(string champ, string? text) => Keep(champ, text, Valeurs.Nom.Juger);

    /// <summary>Labels and codes that the source wrote: cleaned like names.</summary>
    public string? Code(string champ, string? text) => Keep(champ, text, Valeurs.Nom.JugerLibelle);

    public string? Serre(string champ, string? text) => Keep(champ, text, t => Texte.Juger(t).Puis(clean => new(Texte.Serre(clean))));

    public string? Mail(string champ, string? text) => Keep(champ, text, Valeurs.Mail.Juger);

    public string? Telephone(string champ, string? text, bool enFrance) =>
        Keep(champ, text, t => Valeurs.Telephone.Juger(t, enFrance), Dialled);

    // What is wrong with its shape is told where it was read, and by whoever cannot take it.
    public string? Ine(string champ, string? text) =>
        Keep(champ, text, t => Texte.Juger(t).Puis(clean => new(Identite.Ine.Normalize(clean))));

    public Adresse Adresse(string place, Adresse adresse)
    {
        var pays = Code(place + "codePaysadresse", adresse.CodePays);
        var commune = Serre(place + "codeCommune", adresse.CodeCommune);
        return new Adresse
        {
            Ligne1 = Code(place + "adresse1", adresse.Ligne1),
            Ligne2 = Code(place + "adresse2", adresse.Ligne2),
            Ligne3 = Code(place + "adresse3", adresse.Ligne3),
            CodePostal = Keep(place + "codePostal", adresse.CodePostal,
                t => Valeurs.CodePostal.Juger(t, commune, Pays.PeutEtreFrance(pays))),
            CodeCommune = commune,
            LibelleCommune = Code(place + "libelleCommune", adresse.LibelleCommune),
            CodePays = pays,
        };
    }

    public (string? Departement, string? Commune) Lieu(string? departement, string? commune)
    {
        var (judged, known, doubt) = LieuNaissance.Juger(departement, commune);
        if (doubt is not null) _avertissements.Add(new("departementNaissance", doubt));
        Note("departementNaissance", departement, judged);
        Note("codeCommuneNaissance", commune, known);
        return (judged, known);
    }

    private string? Keep(string champ, string? text, Func<string, Jugement> judge, Func<string, string>? bare = null)
    {
        if (string.IsNullOrWhiteSpace(text)) return null;
        var (valeur, doute) = judge(text);
        if (doute is not null) _avertissements.Add(new(champ, doute));
        // Its presentation alone is not worth a record: every number has another one.
        if (doute is not null || bare is null || valeur is null || bare(text) != bare(valeur)) Note(champ, text, valeur, doute);
        return valeur;
    }

    private static string Dialled(string text) => string.Concat(text.Where(c => char.IsAsciiDigit(c) || c == '+'));

    // Neither blanks at the edges nor a change of case are worth a record.
    private void Note(string champ, string? before, string? after, string? doubt = null)
    {
        if (!string.Equals(before?.Trim(), after, StringComparison.OrdinalIgnoreCase))
            _modifications.Add(new Modification(champ, before, after, doubt ?? "mis en forme"));
    }
}
