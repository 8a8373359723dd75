using Parcoursup.Gateway.Engine.Ground.Dossiers;
using Parcoursup.Gateway.Engine.Ground.Security;
using Parcoursup.Gateway.Engine.Ground.Storage;
using Parcoursup.Gateway.Engine.Publication;

namespace Parcoursup.Gateway.Adapters.Apogee.Voies.Fichiers;

/// <summary>Where lots are kept.</summary>
internal sealed class LotStores(Database database, DataKeys keys, RacinesDossiers racines)
    : PublicationStores(database, keys, racines, new PartTable("fichier_partie", "lot", Named: true, FichiersColumns.Partie));
