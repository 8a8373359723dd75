using System.Runtime.InteropServices;
using System.Text.Json;
using Parcoursup.Gateway.Domain.Exposition;
using Parcoursup.Gateway.Domain.Valeurs;

namespace Parcoursup.Gateway.Adapters.Exposition.Protocol.Lecture;

/// <summary>A page of a list: a bad row is named and left out, its neighbours stay (rule K4).</summary>
internal static class LecturePage
{
    public static string NomDe(RouteExposition route) => route switch
    {
        RouteExposition.Formations => "formations",
        RouteExposition.Certifications => "certifications",
        _ => "regionales",
    };

    public static PageLue De(RouteExposition route, byte[] corps)
    {
        var sains = TexteJson.EstLisible(corps);
        try
        {
            return De(route, corps, sains);
        }
        catch (InvalidOperationException) when (!sains)
        {
            return PageLue.EnPanne($"Une page de la liste {NomDe(route)} a un nom illisible (caractère coupé).");
        }
    }

    private static PageLue De(RouteExposition route, byte[] corps, bool sains)
    {
        var nom = NomDe(route);
        using var document = JsonDocument.Parse(corps);
        var json = document.RootElement;
        if (!json.TryGetProperty(nom, out var rows) || rows.ValueKind != JsonValueKind.Array)
            return PageLue.EnPanne($"Une page de la liste n'a pas le tableau « {nom} » : ce n'est pas celle de l'API.");
        var fiches = new List<FicheLue>(rows.GetArrayLength());
        var avertissements = new List<string>();
        var rang = 0;
        foreach (var row in rows.EnumerateArray())
        {
            rang++;
            if (!sains && !TexteJson.EstLisible(JsonMarshal.GetRawUtf8Value(row)))
                avertissements.Add($"{nom}, rang {rang} de la page : un texte en est illisible (caractère coupé), écarté.");
            else if (LectureEnregistrement.De(row) is not { } enregistrement)
                avertissements.Add($"{nom}, rang {rang} de la page : sans code_certification, écarté.");
            else if (Cles(enregistrement).Any(EstSale))
                avertissements.Add($"{nom}, rang {rang} de la page ({Cite.De(enregistrement.CodeCertification)}) : un caractère de "
                    + "contrôle dans sa clé, écarté.");
            else if (Lieu(route, enregistrement) is var (lieu, manque) && manque is not null)
                avertissements.Add($"{nom}, rang {rang} de la page ({Cite.De(enregistrement.CodeCertification)}) : {manque}, écarté.");
            else
                fiches.Add(new FicheLue(enregistrement, lieu, JsonMarshal.GetRawUtf8Value(row).ToArray()));
        }

        var pagination = json.TryGetProperty("pagination", out var p) && p.ValueKind == JsonValueKind.Object ? p : default;
        return new PageLue(
            fiches, Petit(Nombre(pagination, "nombre_de_page")), Nombre(pagination, "total"),
            Petit(Nombre(pagination, "items_par_page") ?? Nombre(pagination, "resultats_par_page")), avertissements);
    }

    /// <summary>The key of a record: data of other years or ministries never take its place.</summary>
    public static (string? Lieu, string Code, string? Filiere, string? Millesime) Cle(FicheLue fiche) =>
        (fiche.Lieu, fiche.Enregistrement.CodeCertification, fiche.Enregistrement.Filiere, fiche.Enregistrement.Millesime);

    // What a record is found by is stored in columns of its own.
    private static IEnumerable<string?> Cles(EnregistrementExposition fiche) =>
        [fiche.Uai, fiche.CodeCertification, fiche.Filiere, fiche.Millesime, fiche.Region?.Code];

    private static bool EstSale(string? cle) => cle?.AsSpan().ContainsAnyInRange('\0', '\u001F') == true;

    private static (string? Lieu, string? Manque) Lieu(RouteExposition route, EnregistrementExposition fiche) => route switch
    {
        RouteExposition.Formations => (fiche.Uai, fiche.Uai is null ? "sans uai" : null),
        RouteExposition.Regionales => (fiche.Region?.Code, fiche.Region?.Code is null ? "sans région" : null),
        _ => (null, null),
    };

    private static int? Petit(long? nombre) => nombre is { } n ? (int)Math.Clamp(n, int.MinValue, int.MaxValue) : null;

    private static long? Nombre(JsonElement json, string nom)
    {
        if (json.ValueKind != JsonValueKind.Object || !json.TryGetProperty(nom, out var valeur)) return null;
        return valeur.ValueKind == JsonValueKind.Number && valeur.TryGetInt64(out var nombre) ? nombre
            : valeur.ValueKind == JsonValueKind.String && long.TryParse(valeur.GetString(), out nombre) ? nombre : null;
    }
}
