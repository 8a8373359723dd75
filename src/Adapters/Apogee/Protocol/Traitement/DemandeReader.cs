using System.Globalization;
using System.Xml;
using Parcoursup.Gateway.Domain.Valeurs;
using Parcoursup.Gateway.Soap.Xml;

namespace Parcoursup.Gateway.Adapters.Apogee.Protocol;

/// <summary>
/// Reads the requests of <see cref="PasserelleApogee"/>: children in any order, unknown ones ignored, nil, absent and
/// empty alike, as the hosted OpiMetier does.
/// </summary>
internal static class DemandeReader
{
    private const string Recuperer = "recupererOpi";
    private const string Acquitter = "acquitterOpi";
    private const string Confirmer = "confirmerOpi";
    private const string ConfirmerListe = "confirmerListeOpi";
    private const string Declarer = "declarerInscriptions";
    private const string Tester = "testerConnecteur";

    private const int DefaultVersion = 10;

    /// <summary>The versions whose types stand in the contract.</summary>
    private static readonly int[] Versions = [9, 10];

    public static IReadOnlyList<string> Operations { get; } = [Recuperer, Acquitter, Confirmer, ConfirmerListe, Declarer, Tester];

    public static bool Knows(string operation) => Operations.Contains(operation);

    /// <summary>Reads the request element on which the reader stands.</summary>
    public static DemandeTraitement Read(XmlReader reader)
    {
        try
        {
            return reader.LocalName switch
            {
                Recuperer => ReadPage(reader),
                Acquitter => new DemandeTraitement.AcquitterOpi(Lines(reader, "acquittements", ReadAcquittement)),
                Confirmer => new DemandeTraitement.ConfirmerOpi([ReadConfirmation(reader, "")], Seule: true),
                ConfirmerListe => new DemandeTraitement.ConfirmerOpi(Lines(reader, "confirmations", ReadConfirmation), Seule: false),
                Declarer => new DemandeTraitement.DeclarerInscriptions(
                    InscriptionLines.ToJson(Lines(reader, "inscriptions", (r, _) => InscriptionLines.Read(r)))),
                _ => ReadTest(reader),
            };
        }
        catch (DemandeIncorrecteException wrong)
        {
            return new DemandeTraitement.Incorrecte(wrong.Faute);
        }
    }

    private static DemandeTraitement.RecupererOpi ReadPage(XmlReader reader)
    {
        string? taille = null, version = null;
        var children = reader.EnterElement();
        while (children.MoveNext())
            switch (reader.LocalName)
            {
                case "taille": taille = reader.ReadTextOrNull(); break;
                case "version": version = reader.ReadTextOrNull(); break;
                default: reader.Skip(); break;
            }

        var size = Number(taille, "taille", "");
        if (size is < 1 or > PasserelleApogee.LignesMaximum)
            throw Incoherent("taille", $"taille doit être comprise entre 1 et {PasserelleApogee.LignesMaximum}, et non {Cite.De(taille)}.");
        var number = version is null ? DefaultVersion : Number(version, "version", "");
        return Versions.Contains(number)
            ? new(size, number)
            : throw Incoherent("version", $"La version {number} n'est pas offerte : demander {string.Join(" ou ", Versions)}.");
    }

    private static Acquittement ReadAcquittement(XmlReader reader, string path)
    {
        string? jeton = null, resultat = null, code = null, message = null;
        var children = reader.EnterElement();
        while (children.MoveNext())
            switch (reader.LocalName)
            {
                case "jeton": jeton = reader.ReadTextOrNull(); break;
                case "resultat": resultat = reader.ReadTextOrNull(); break;
                case "code": code = reader.ReadTextOrNull(); break;
                case "message": message = reader.ReadTextOrNull(); break;
                default: reader.Skip(); break;
            }

        if (jeton is null) throw Missing("jeton", path);
        return new(jeton.Trim(), resultat?.Trim() switch
        {
            "PRISE" => ResultatEcriture.Prise,
            "REFUSEE" => ResultatEcriture.Refusee,
            "ECHEC" => ResultatEcriture.Echec,
            null => throw Missing("resultat", path),
            _ => throw Incoherent("resultat", $"{path}resultat doit valoir PRISE, REFUSEE ou ECHEC, et non {Cite.De(resultat)}."),
        }, code?.Trim(), message?.Trim());
    }

    private static Confirmation ReadConfirmation(XmlReader reader, string path)
    {
        string? number = null;
        IReadOnlyList<VetVue> vets = [];
        var children = reader.EnterElement();
        while (children.MoveNext())
            switch (reader.LocalName)
            {
                case "codOpiIntEpo": number = reader.ReadTextOrNull(); break;
                case "vets": vets = Items(reader, path + "vets", ReadVet); break;
                default: reader.Skip(); break;
            }

        return number is null ? throw Missing("codOpiIntEpo", path) : new(number.Trim(), vets);
    }

    private static VetVue ReadVet(XmlReader reader, string path)
    {
        string? cge = null, etp = null, vrs = null, decision = null;
        var children = reader.EnterElement();
        while (children.MoveNext())
            switch (reader.LocalName)
            {
                case "codCge": cge = reader.ReadTextOrNull(); break;
                case "codEtp": etp = reader.ReadTextOrNull(); break;
                case "codVrsVet": vrs = reader.ReadTextOrNull(); break;
                case "codDecVeu": decision = reader.ReadTextOrNull(); break;
                default: reader.Skip(); break;
            }

        if (etp is null) throw Missing("codEtp", path);
        return new(cge?.Trim(), etp.Trim(), Number(vrs, "codVrsVet", path), decision?.Trim());
    }

    private static DemandeTraitement.TesterConnecteur ReadTest(XmlReader reader)
    {
        var run = true;
        var children = reader.EnterElement();
        while (children.MoveNext())
            if (reader.LocalName == "executer")
            {
                var text = reader.ReadTextOrNull()?.Trim();
                run = text switch
                {
                    null or "true" or "1" => true,
                    "false" or "0" => false,
                    _ => throw Incoherent("executer", $"executer doit valoir true ou false, et non {Cite.De(text)}."),
                };
            }
            else
            {
                reader.Skip();
            }
        return new(run);
    }

    private static List<T> Lines<T>(XmlReader reader, string name, Func<XmlReader, string, T> read)
    {
        List<T> lines = [];
        var children = reader.EnterElement();
        while (children.MoveNext())
            if (reader.LocalName == name) lines = Items(reader, name, read);
            else reader.Skip();
        return lines.Count > 0 ? lines
            : throw new DemandeIncorrecteException(
                new OpiFaute(CodesTraitement.Obligatoire(name), name,
                    $"{name} ne contient aucune ligne (item) : en indiquer au moins une."));
    }

    private static List<T> Items<T>(XmlReader reader, string name, Func<XmlReader, string, T> read)
    {
        List<T> lines = [];
        var items = reader.EnterElement();
        while (items.MoveNext())
            if (reader.LocalName != "item")
                reader.Skip();
            else if (lines.Count == PasserelleApogee.LignesMaximum)
                throw Incoherent(name,
                    $"{name} contient plus de {PasserelleApogee.LignesMaximum} lignes : les répartir sur plusieurs appels.");
            else
                lines.Add(read(reader, string.Create(CultureInfo.InvariantCulture, $"{name}.item[{lines.Count + 1}].")));
        return lines;
    }

    private static int Number(string? text, string name, string path) =>
        text is null ? throw Missing(name, path)
        : int.TryParse(text.Trim(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number
        : throw Incoherent(name, $"{path}{name} doit être un nombre entier, et non {Cite.De(text)}.");

    private static DemandeIncorrecteException Missing(string name, string path) =>
        new(new OpiFaute(CodesTraitement.Obligatoire(name), path + name,
            $"{path}{name} est obligatoire et n'a pas de valeur : l'indiquer."));

    private static DemandeIncorrecteException Incoherent(string name, string message) =>
        new(new OpiFaute(CodesTraitement.Incoherent(name), name, message));

    /// <summary>Ends a reading at the first thing that is wrong.</summary>
    private sealed class DemandeIncorrecteException(OpiFaute faute) : Exception(faute.Message)
    {
        public OpiFaute Faute { get; } = faute;
    }
}
