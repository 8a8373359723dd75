namespace Parcoursup.Gateway.Pages.Tableaux;

/// <summary>A part of an établissement's set-up that goes out as a file and comes back as one.</summary>
internal interface ITableauReglage
{
    /// <summary>Of its page, below the établissement's.</summary>
    string Chemin { get; }

    string Titre { get; }

    /// <summary>Of the file, without its ending.</summary>
    string NomFichier { get; }

    Task<Tableau> SortirAsync(HttpContext http);

    LectureTableau Lire(HttpContext http, ReadOnlyMemory<byte> fichier);
}
