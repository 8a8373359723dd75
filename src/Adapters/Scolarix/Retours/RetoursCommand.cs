using System.CommandLine;
using System.Globalization;
using System.Text;
using Parcoursup.Gateway.Adapters.Scolarix.Configuration;
using Parcoursup.Gateway.Adapters.Scolarix.Instantanes;
using Parcoursup.Gateway.Domain.Campagnes;
using Parcoursup.Gateway.Domain.Etablissements;
using Parcoursup.Gateway.Engine.Configuration;
using Parcoursup.Gateway.Engine.Faces;
using Parcoursup.Gateway.Engine.Ground.Audit;
using Parcoursup.Gateway.Engine.Ground.Storage;
using Parcoursup.Gateway.Engine.Ground.Text;

namespace Parcoursup.Gateway.Adapters.Scolarix.Retours;

/// <summary><c>gateway scolarix retour</c>: what became of a daily file, line by line where a person should look.</summary>
internal sealed class RetoursCommand(ConfigurationDirectory directory, RetourBook book, Database database, AuditBook audit)
{
    private const int PageSize = 500;

    public static Command Create(ICommandRun run)
    {
        var etab = new Argument<string>("etablissement") { Description = "Code ou UAI de l'établissement" };
        var numero = new Argument<long?>("numero") { Description = "Numéro du retour ; sinon le dernier", Arity = ArgumentArity.ZeroOrOne };
        var command = new Command("retour", "Affiche le compte rendu d'un fichier rendu par Scolarix") { etab, numero };
        command.SetAction((result, ct) =>
            run.WithAsync<RetoursCommand>(work => work.RunAsync(result.GetValue(etab)!, result.GetValue(numero), ct), ct));
        return command;
    }

    private async Task<int> RunAsync(string name, long? numero, CancellationToken ct)
    {
        if (directory.Current.Find(name) is not { } etablissement) return await CommandFailure.UnknownAsync(name);
        if (etablissement.Document.Sis != Sis.Scolarix) return await CommandFailure.TellAsync(PublicationScolarix.AutreSis);
        var row = numero is { } id
            ? await book.FindAsync(etablissement.Code, id, ct) : (await book.ListAsync(etablissement.Code, ct)).FirstOrDefault();
        if (row is null)
            return await CommandFailure.TellAsync(numero is null ? "Scolarix n'a encore rien rendu."
                : $"Aucun retour n'a le numéro {numero}.");

        var text = await TextOfAsync(row, ct);
        await audit.ShownAsync(database, new(ActeAudit.ListeConsultee, etablissement.Code, TacheRetour.SubjectOf(row)), ct);
        await Console.Out.WriteLineAsync(text, ct);
        return row.Etat == nameof(EtatRetour.Applique) && row is { Refusees: 0, NonRapprochees: 0 } ? 0 : 1;
    }

    private async Task<StringBuilder> TextOfAsync(RetourRow row, CancellationToken ct)
    {
        var text = new StringBuilder()
            .Append(CultureInfo.InvariantCulture,
                $"Retour {row.Id} « {row.Nom} » du {Paris.At(row.RecuLe):dd/MM/yyyy HH:mm}, session {row.Session} : {row.Etat}. ")
            .Append(CultureInfo.InvariantCulture,
                $"{Accord.De(row.Lignes, "ligne")} : {Accord.De(row.Acceptees, "acceptée")}, {Accord.De(row.Inchangees, "inchangée")}, ")
            .Append(CultureInfo.InvariantCulture,
                $"{Accord.De(row.Depassees, "dépassée")}, {Accord.De(row.NonRapprochees, "non rapprochée", "non rapprochées")}, ")
            .Append(CultureInfo.InvariantCulture, $"{Accord.De(row.Refusees, "refusée")}.");
        if (row.Message is not null) text.AppendLine().Append(row.Message);
        foreach (var nature in Enum.GetValues<NatureLigne>())
            for (var page = 1; ; page++)
            {
                var lines = await book.LinesAsync(row.Id, nature, page, PageSize, ct);
                foreach (var line in lines)
                    text.AppendLine().Append(CultureInfo.InvariantCulture, $"{nature,-13} {Place(line)} : {line.Message}");
                if (lines.Count < PageSize) break;
            }

        return text;
    }

    private static string Place(LigneVueRow line) => string.Join(", ", new[]
    {
        string.Create(CultureInfo.InvariantCulture, $"ligne {line.Ligne}"), line.Colonne is null ? null : $"colonne {line.Colonne}",
        line.Numero is null ? null : $"candidat n° {line.Numero}", line.Ine is null ? null : $"INE {line.Ine}",
    }.OfType<string>());
}
