using Parcoursup.Gateway.Domain.Candidats;

namespace Parcoursup.Gateway.Adapters.Parcoursup.Protocol;

/// <summary>The legal guardians, spread over the candidate's own members (contract §4).</summary>
internal static class ResponsableReader
{
    private static readonly ResponsableLegal Nobody = new();

    public static IReadOnlyList<ResponsableLegal> Read(FieldReader reader)
    {
        var all = new List<ResponsableLegal>(2);
        foreach (var responsable in (ReadOnlySpan<ResponsableLegal>)[ReadOne(reader, "1"), ReadOne(reader, "2")])
            if (responsable != Nobody)
                all.Add(responsable);
        return all;
    }

    // Members without a number (prenomRL) belong to the first guardian.
    private static ResponsableLegal ReadOne(FieldReader reader, string n)
    {
        return new ResponsableLegal
        {
            Nom = Text("nomRL"),
            Prenom = Text("prenomRL"),
            Mail = Text("mailRL")?.Trim(),
            Tel = Text("telRL")?.Trim(),
            Adresse = new Adresse
            {
                Ligne1 = Text("Adresse1RL"),
                Ligne2 = Text("Adresse2RL"),
                Ligne3 = Text("Adresse3RL"),
                CodePostal = reader.Code("CodePostaleRL" + n, "CodePostalRL" + n),
                CodeCommune = Text("codeCommuneRL")?.Trim(),
                LibelleCommune = Text("libelleCommuneRL"),
                CodePays = Text("CodePaysAdresseRL")?.Trim(),
            },
        };

        string? Text(string name) => n == "1" ? reader.Text(name + n, name) : reader.Text(name + n);
    }
}
