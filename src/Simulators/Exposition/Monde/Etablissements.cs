namespace Parcoursup.Gateway.Simulators.Exposition.Monde;

/// <param name="Mere">The UAI that its data stand under, where it is an annex.</param>
/// <param name="Connu">In the table of établissements, and in the API.</param>
internal sealed record EtablissementMonde(string Uai, string Academie, string? Mere, bool Connu);

/// <summary>The établissements, with the annexes, the unknown ones and those whose UAI the API does not take.</summary>
internal static class Etablissements
{
    private const string Lettres = "ABCDEFGHJKLMNPRSTUVWXYZ";
    private static readonly string[] OutreMer = ["40", "41", "42", "43", "44"];

    public static IReadOnlyList<EtablissementMonde> Tirer(Random random, int lignes)
    {
        var nombre = Math.Max(40, lignes / 6);
        var tous = new List<EtablissementMonde>(nombre);
        for (var rang = 1; rang <= nombre; rang++)
        {
            var tirage = random.Next(1000);
            var uai = Uai(rang);
            if (tirage < 5) tous.Add(new($"C{uai[1..]}", "10", null, Connu: true));
            else if (tirage < 25) tous.Add(new(uai, "", null, Connu: false));
            else if (tirage < 65) tous.Add(new(uai, OutreMer[random.Next(OutreMer.Length)], null, Connu: true));
            else if (tirage < 125 && tous.Exists(e => e is { Mere: null, Connu: true }))
                tous.Add(new(uai, $"{1 + (rang % 32):00}", tous.Where(e => e is { Mere: null, Connu: true }).ElementAt(
                    random.Next(tous.Count(e => e is { Mere: null, Connu: true }))).Uai, Connu: true));
            else tous.Add(new(uai, $"{1 + (rang % 32):00}", null, Connu: true));
        }

        return tous;
    }

    private static string Uai(int rang) => $"{75 + (rang % 20):000}{rang:0000}{Lettres[rang % Lettres.Length]}";
}
