using System.Globalization;
using System.Text.Json.Nodes;

namespace Parcoursup.Gateway.Interop.Tests.Cases;

/// <summary>
/// What one call sends, by the paths of its fields below <c>_donneesOpi</c>. A field that a version does not have is
/// left out of that version.
/// </summary>
internal sealed class Donnees(int version)
{
    private static readonly string[] Decisions = ["F", "S", "D"];
    private readonly List<(string Path, string? Value)> _fields = [];

    /// <summary>In the order in which they were given; null is an explicit nil.</summary>
    public IReadOnlyList<(string Path, string? Value)> Fields => _fields;

    /// <param name="codOpi">The OPI number: at most ten characters.</param>
    /// <param name="ine">Eleven characters; before v7 the last one is sent as its key.</param>
    public static Donnees Of(int version, string codOpi, string ine, Action<Donnees> fill)
    {
        var donnees = new Donnees(version);
        donnees.Set("individu.codOpiIntEpo", codOpi)
            .Set("individu.donneesNaissance.dateNaiIndOpi", "28022008")
            .Set("individu.etatCivil.codNneIndOpi", version < 7 ? ine[..10] : ine)
            .Before(7, "individu.etatCivil.codCleNneIndOpi", ine[10..])
            .Set("individu.etatCivil.libNomPatIndOpi", "Durand")
            .Set("individu.etatCivil.libPr1IndOpi", "Lea");
        fill(donnees);
        return donnees;
    }

    public Donnees Set(string path, string value)
    {
        _fields.RemoveAll(f => f.Path == path);
        _fields.Add((path, value));
        return this;
    }

    public Donnees Nil(string path)
    {
        _fields.Add((path, null));
        return this;
    }

    /// <summary>Names, towns and addresses that an encoding mistake would break, with what XML has to escape.</summary>
    public Donnees AddIdentite() => this
        .Set("individu.etatCivil.libNomPatIndOpi", "L'Hôpital-Maçon")
        .Set("individu.etatCivil.libNomUsuIndOpi", "D'Aÿ Œuvrard")
        .Set("individu.etatCivil.libPr1IndOpi", "Zoé-Anaïs")
        .Set("individu.etatCivil.libPr2IndOpi", "Noëlle")
        .Set("individu.etatCivil.codSexEtuOpi", "F")
        .Set("individu.donneesNaissance.codPayNat", "100")
        .Set("individu.donneesNaissance.libVilNaiEtuOpi", "Saint-Étienne-d'Albâtre")
        .Set("individu.donneesPersonnelles.adrMailOpi", "zoe.l'hopital@exemple.fr")
        .Set("adresseFixe.codPay", "100")
        .Set("adresseFixe.codBdi", "73000")
        .Set("adresseFixe.codCom", "73065")
        .Set("adresseFixe.lib1", "12 bis, rue de l'Église")
        .Set("adresseFixe.lib2", "Résidence \"A & B\" <nord>");

    /// <summary>Explicit nils of a text, a number and whole blocks: all mean "no value" (contract §3).</summary>
    public Donnees AddNils() => this
        .Nil("individu.codEtuOpi").Nil("individu.dernierDiplObt").Nil("individu.etatCivil.libPr2IndOpi").Nil("individu.donneesNaissance.libVilNaiEtuOpi")
        .Nil("adresseAnnuelle").Nil("adresseFixe").Nil("bac").Nil("dac")
        .Nil("voeux.item[0].codDip").Nil("voeux.item[0].codVrsVdi").Nil("voeux.item[0].libCmtJur").Nil("voeux.item[0].convocation");

    /// <summary>What each version added (contract §2), as far as this one has it.</summary>
    public Donnees AddVersionFields() => this
        .From(2, "individu.donneesPersonnelles.codPcsAp", "12")
        .From(3, "individu.donneesPersonnelles.codRgi", "1").From(3, "individu.donneesPersonnelles.codStu", "01")
        .From(4, "donneesThese.codDip", "DOCT1").From(4, "donneesThese.codVrsVdi", "101").From(4, "donneesThese.codEtp", "DOCT1A")
        .From(4, "donneesThese.codVrsVet", "101").From(4, "donneesThese.libThs", "Étude d'un vœu")
        .From(5, "individu.inscriptionParallele.temPrlAnnCrt", "N")
        .From(6, "individu.donneesNaissance.codComNaiEtuOpi", "73065")
        .Set("bac.codBac", "NBGE").Set("bac.daaObtBacOba", "2026").Set("bac.codMention", "B").Set("bac.codEtb", "0730016W")
        .From(10, "bac.codSpe1BacTer", "MATH").From(10, "bac.codOpt1Bac", "LATI");

    /// <summary>Favorable, Oui si (from v8, which has its category), défavorable.</summary>
    public Donnees AddVoeux(int count)
    {
        for (var i = 0; i < count; i++)
        {
            var item = string.Create(CultureInfo.InvariantCulture, $"voeux.item[{i}].");
            Set(item + "codCge", "DRT").Set(item + "codDecVeu", Decisions[i] is "S" && version < 8 ? "F" : Decisions[i]);
            if (Decisions[i] is "S") From(8, item + "codCatOuiSi", "OS3").From(8, item + "mtfCat", "REM").From(9, item + "codCatExoExt", "BO").From(9, item + "comExoExt", "Exonéré d'office");
            if (Decisions[i] is "D") Set(item + "libCmtJur", "Dossier à revoir : « très bon »").Set(item + "convocation.datCvc", "01072026").Set(item + "convocation.dhhCvc", "14");
            Set(item + "codDemDos", "C").Set(item + "codEtp", string.Create(CultureInfo.InvariantCulture, $"L{i + 1}DROI")).Set(item + "codVrsVet", "101")
                .Set(item + "numCls", (i + 1).ToString(CultureInfo.InvariantCulture));
        }

        return this;
    }

    /// <summary>The first wish once more.</summary>
    public Donnees RepeatVoeu()
    {
        foreach (var (path, value) in _fields.Where(f => f.Path.StartsWith("voeux.item[0]", StringComparison.Ordinal)).ToList())
            Set(path.Replace("item[0]", "item[1]", StringComparison.Ordinal), value!);
        return this;
    }

    /// <summary>A block as the gateway must hold it: nils are no values.</summary>
    public JsonObject? Block(string name)
    {
        JsonObject root = [];
        foreach (var (path, value) in _fields.Where(f => f.Value is not null && (f.Path + ".").StartsWith(name + ".", StringComparison.Ordinal)))
            Put(root, path.Split('.'), value!);
        return root[name]?.DeepClone().AsObject();
    }

    private static void Put(JsonObject place, ReadOnlySpan<string> steps, string value)
    {
        var name = steps[0];
        if (steps.Length == 1)
            place[name] = value;
        else if (name.IndexOf('[', StringComparison.Ordinal) is var bracket and > 0)
        {
            var list = (place[name[..bracket]] ??= new JsonArray()).AsArray();
            var index = int.Parse(name.AsSpan(bracket + 1, name.Length - bracket - 2), CultureInfo.InvariantCulture);
            if (list.Count == index) list.Add(new JsonObject());
            Put(list[index]!.AsObject(), steps[1..], value);
        }
        else
            Put((place[name] ??= new JsonObject()).AsObject(), steps[1..], value);
    }

    private Donnees From(int first, string path, string value) => version >= first ? Set(path, value) : this;

    private Donnees Before(int first, string path, string value) => version < first ? Set(path, value) : this;
}
